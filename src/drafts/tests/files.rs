//! What a file says and what of it is believed.

use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::app_client::{AppType, AttributeChoice, AttributeMode, AuthFlow, DurationText, Secret, SecretChoice, Unit};
use crate::text;

fn typed() -> impl Strategy<Value = String> {
    "\\PC{0,40}".prop_map(|any| text::line(&any))
}

fn duration() -> impl Strategy<Value = DurationText> {
    (typed(), 0..Unit::ALL.len()).prop_map(|(text, unit)| DurationText { text, unit: Unit::ALL[unit] })
}

fn attributes() -> impl Strategy<Value = AttributeChoice> {
    let list = || prop::collection::btree_set("[a-z:_]{1,20}", 0..6);
    (any::<bool>(), list(), list(), list()).prop_map(|(choose, read, write, seen)| AttributeChoice {
        mode: if choose { AttributeMode::Choose } else { AttributeMode::PoolDefault },
        read,
        write,
        seen,
        ..AttributeChoice::default()
    })
}

/// A draft may hold a secret, so it has no `Debug` of its own.
#[derive(Clone)]
struct AnyDraft(Draft);

impl std::fmt::Debug for AnyDraft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        DraftFile::new(&self.0, Place::default(), 0, BTreeSet::new()).fmt(f)
    }
}

prop_compose! {
    fn any_draft()(
        app_type in 0..AppType::ALL.len(),
        secret in prop::option::of(0..SecretChoice::ALL.len()),
        flows in prop::collection::vec(0..AuthFlow::ALL.len(), 0..6),
        (name, session) in (typed(), typed()),
        (refresh_token, access_token, id_token) in (duration(), duration(), duration()),
        (revocation, prevent_existence_errors) in (any::<bool>(), any::<bool>()),
        attributes in attributes(),
    ) -> AnyDraft {
        AnyDraft(Draft {
            app_type: AppType::ALL[app_type],
            name,
            flows: flows.into_iter().map(|flow| AuthFlow::ALL[flow]).collect(),
            session,
            refresh_token,
            access_token,
            id_token,
            picked_secret: secret.map(|secret| SecretChoice::ALL[secret]),
            own_secret: Secret::default(),
            revocation,
            prevent_existence_errors,
            attributes,
            ..Draft::default()
        })
    }
}

proptest! {
    #[test]
    fn every_draft_comes_back(AnyDraft(draft) in any_draft(), step in 0..6_usize) {
        let file = DraftFile::new(&draft, Place::default(), step, (0..=step).collect());
        let back = DraftFile::from_json(&file.to_json().unwrap()).unwrap();
        prop_assert_eq!(&back, &file);
        let back = back.draft();
        prop_assert_eq!(back.app_type, draft.app_type);
        prop_assert_eq!(&back.name, &draft.name);
        prop_assert_eq!(back.flows, draft.flows);
        prop_assert_eq!(&back.session, &draft.session);
        prop_assert_eq!(&back.refresh_token, &draft.refresh_token);
        prop_assert_eq!(&back.access_token, &draft.access_token);
        prop_assert_eq!(&back.id_token, &draft.id_token);
        prop_assert_eq!(back.picked_secret, draft.picked_secret);
        prop_assert_eq!(back.revocation, draft.revocation);
        prop_assert_eq!(back.prevent_existence_errors, draft.prevent_existence_errors);
        prop_assert_eq!(&back.attributes, &draft.attributes);
    }

    #[test]
    fn an_own_secret_is_nowhere(AnyDraft(mut draft) in any_draft()) {
        const MARKER: &str = "0wn_S3cret+MARKER";
        draft.own_secret = Secret::new(MARKER.to_owned());
        draft.picked_secret = Some(SecretChoice::Own);
        let file = DraftFile::new(&draft, Place::default(), 3, BTreeSet::new());
        prop_assert!(!file.to_json().unwrap().contains(MARKER));
        let debug = format!("{file:?}");
        prop_assert!(!debug.contains(MARKER));
        prop_assert!(file.draft().own_secret.is_empty());
        prop_assert_eq!(file.draft().secret(), SecretChoice::Own);
    }

    #[test]
    fn no_text_is_a_panic(text in ".{0,80}", at in 0..600_usize, cut in 0..40_usize) {
        drop(DraftFile::from_json(&text));
        let mut json: Vec<char> = named("shop-web").to_json().unwrap().chars().collect();
        let at = at.min(json.len());
        json.splice(at..(at + cut).min(json.len()), text.chars());
        drop(DraftFile::from_json(&json.into_iter().collect::<String>()));
    }
}

/// A sound file, changed; `None` if it is not believed.
fn changed(change: impl FnOnce(&mut serde_json::Value)) -> Option<DraftFile> {
    let mut file = named("shop-web");
    file.request_sent = Some(sent());
    let mut json = serde_json::to_value(file).unwrap();
    change(&mut json);
    DraftFile::from_json(&json.to_string())
}

#[rstest]
#[case::newer("/version", "2")]
#[case::time("/saved_at", "99999999999999")]
#[case::negative("/saved_at", "-1")]
#[case::fraction("/saved_at", "1.5")]
#[case::page("/step", "6")]
#[case::end("/ended", "\"exploded\"")]
#[case::flow("/answers/flows", "[\"ALLOW_EVERYTHING\"]")]
#[case::unit("/answers/refresh_token/unit", "\"weeks\"")]
#[case::kind("/answers/name", "[1]")]
#[case::pool("/place/pool", "\"us-east-1_../..\"")]
#[case::region("/place/region", "\"evil.example/\"")]
#[case::missing("/answers", "{}")]
fn nonsense_is_passed_over(#[case] place: &str, #[case] value: &str) {
    assert!(changed(|_| ()).is_some());
    let value = serde_json::from_str(value).unwrap();
    assert!(changed(|json| *json.pointer_mut(place).unwrap() = value).is_none());
}

#[test]
fn a_member_that_is_there_twice_is_passed_over() {
    let json = named("shop-web").to_json().unwrap();
    assert!(DraftFile::from_json(&json.replacen('{', "{\"step\":1,", 1)).is_none());
}

#[test]
fn texts_are_cleaned_and_bounded() {
    let evil = format!("\u{1b}]52;c;eA==\u{7}\u{202e}\n{}", "x".repeat(100_000));
    let file = changed(|json| {
        for place in ["/answers/name", "/answers/session", "/answers/id_token/text", "/request_sent/name"] {
            *json.pointer_mut(place).unwrap() = evil.clone().into();
        }
        for member in ["pool_name", "profile", "account"] {
            json["place"][member] = evil.clone().into();
        }
        json["answers"]["attributes"]["read"] = vec![evil.clone(), "email".to_owned()].into();
        json["request_sent"]["before"] = vec![evil.clone()].into();
        json["visited"] = vec![1, 77].into();
    });
    let file = file.unwrap();
    let draft = file.draft();
    let sent = file.request_sent.clone().unwrap();
    let shown = [file.place.pool_name.clone().unwrap(), file.place.profile.clone().unwrap(), sent.name];
    for text in [&draft.name, &draft.session, &draft.id_token.text].into_iter().chain(&shown) {
        assert!(!text.chars().any(text::is_hostile) && text.chars().count() <= 1_024, "{text:?}");
    }
    assert_eq!(draft.attributes.read, BTreeSet::from(["email".to_owned()]));
    assert_eq!((sent.before, file.place.account, file.visited), (None, None, BTreeSet::from([1])));
}

#[test]
fn too_many_clients_are_not_half_a_list() {
    let before = Some((0..1_001).map(|n| format!("id{n}")).collect());
    assert_eq!(RequestSent { before, ..sent() }.cleaned().before, None);
}
