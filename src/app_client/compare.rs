//! Is what the service made what was asked for? Durations are compared in seconds, lists as sets;
//! what the answer leaves out counts as the API's default.

use std::collections::BTreeSet;

use crate::app_client::settings::{MEMBERS, Member};
use crate::app_client::{
    AppClientSpec, AuthFlows, Settings, Token, Validity, changes, draft::DEFAULT_SESSION, settings::on_off,
};
use crate::text;

/// What an answer said about a client (`UserPoolClientType`). `None` means that the answer left it
/// out. Texts are cleaned, but for those of `carried`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// `ClientName`
    pub name: Option<String>,
    /// `ExplicitAuthFlows` on the wire, unknown values too.
    pub flows: Option<Vec<String>>,
    /// `AuthSessionValidity`, minutes.
    pub session_minutes: Option<u64>,
    /// `RefreshTokenValidity` in its unit.
    pub refresh_token: Option<Validity>,
    /// `AccessTokenValidity` in its unit.
    pub access_token: Option<Validity>,
    /// `IdTokenValidity` in its unit.
    pub id_token: Option<Validity>,
    /// `EnableTokenRevocation`
    pub revocation: Option<bool>,
    /// `PreventUserExistenceErrors` on the wire.
    pub existence_errors: Option<String>,
    /// `ReadAttributes`
    pub read: Option<Vec<String>>,
    /// `WriteAttributes`
    pub write: Option<Vec<String>>,
    /// Settings that the wizard does not ask for, as they came.
    pub carried: Settings,
}

/// One setting that came out otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The member's name in the API.
    pub setting: &'static str,
    /// What was asked.
    pub asked: String,
    /// What the answer says.
    pub got: String,
}

/// Every setting in which the answer differs from the request, in the order of the pages.
#[must_use]
pub fn differences(spec: &AppClientSpec, answer: &Answer) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut compare = |setting, asked: String, got: String| {
        if asked != got {
            found.push(Difference { setting, asked, got });
        }
    };
    compare("ClientName", spec.name().to_owned(), answer.name.clone().unwrap_or_default());
    compare("ExplicitAuthFlows", list(spec.all_flows().into_iter().map(text::clean)), flows(answer));
    let session = answer.session_minutes.unwrap_or(u64::from(DEFAULT_SESSION));
    compare("AuthSessionValidity", minutes(u64::from(spec.session_minutes())), minutes(session));
    for (token, setting, got) in [
        (Token::Refresh, "RefreshTokenValidity", answer.refresh_token),
        (Token::Access, "AccessTokenValidity", answer.access_token),
        (Token::Id, "IdTokenValidity", answer.id_token),
    ] {
        let got = got.unwrap_or(token.default_validity());
        compare(setting, spec.token(token).in_words(), got.in_words());
    }
    let on_off = |on| on_off(on).to_owned();
    compare("EnableTokenRevocation", on_off(spec.revocation()), on_off(answer.revocation.unwrap_or(true)));
    let got = answer.existence_errors.clone().unwrap_or_else(|| "LEGACY".to_owned());
    compare("PreventUserExistenceErrors", text::clean(spec.existence_errors()), got);
    let asked = spec.attributes();
    compare("ReadAttributes", names(asked.map(|a| &a.read)), names(answer.read.as_ref()));
    compare("WriteAttributes", names(asked.map(|a| &a.write)), names(answer.write.as_ref()));
    found.extend(carried_differences(spec, answer));
    found
}

/// A client that is no copy asks for none of these.
fn carried_differences(spec: &AppClientSpec, answer: &Answer) -> Vec<Difference> {
    let asked = spec.carried();
    if *asked == Settings::default() {
        return Vec::new();
    }
    let words = |settings: &Settings, member: &Member| settings.reading(member).items.join(", ");
    let differ = MEMBERS.iter().filter(|member| changes::differ(member, asked, &answer.carried));
    let difference = |member: &'static Member| (member.name, words(asked, member), words(&answer.carried, member));
    differ.map(difference).map(|(setting, asked, got)| Difference { setting, asked, got }).collect()
}

fn flows(answer: &Answer) -> String {
    match &answer.flows {
        Some(flows) if !flows.is_empty() => list(flows.iter().cloned()),
        Some(_) | None => list(AuthFlows::api_default().iter().map(|f| f.wire().to_owned())),
    }
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(", ")
}

fn names(names: Option<&Vec<String>>) -> String {
    match names {
        Some(names) if !names.is_empty() => list(names.iter().cloned()),
        Some(_) | None => "pool default".to_owned(),
    }
}

fn minutes(n: u64) -> String {
    crate::text::count(usize::try_from(n).unwrap_or(usize::MAX), "minute")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app_client::{Context, Draft, Unit, UserPoolId, rules};

    fn spec(draft: Draft) -> AppClientSpec {
        let draft = Draft { name: "shop".to_owned(), ..draft };
        let pool = UserPoolId::parse("us-east-1_Ab12Cd34E").unwrap();
        rules::resolve(&draft, &pool, &Context::default()).ok().unwrap()
    }

    fn named() -> Answer {
        Answer { name: Some("shop".to_owned()), existence_errors: Some("ENABLED".to_owned()), ..Answer::default() }
    }

    #[test]
    fn what_is_left_out_is_the_default() {
        assert_eq!(differences(&spec(Draft::default()), &named()), []);
    }

    #[test]
    fn units_and_order_do_not_matter() {
        let mut answer = named();
        answer.access_token = Some(Validity::new(60, Unit::Minutes));
        answer.flows =
            Some(["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"].map(str::to_owned).to_vec());
        assert_eq!(differences(&spec(Draft::default()), &answer), []);
    }

    #[test]
    fn each_other_setting_is_named() {
        let answer = Answer {
            name: Some("shop2".to_owned()),
            flows: Some(vec!["ALLOW_NEW".to_owned()]),
            session_minutes: Some(5),
            refresh_token: Some(Validity::new(1, Unit::Days)),
            access_token: Some(Validity::new(1, Unit::Days)),
            id_token: Some(Validity::new(1, Unit::Days)),
            revocation: Some(false),
            existence_errors: None,
            read: Some(vec!["email".to_owned()]),
            write: Some(vec!["email".to_owned()]),
            carried: Settings::default(),
        };
        let found = differences(&spec(Draft::default()), &answer);
        assert_eq!(found.len(), 10);
        assert_eq!(
            found[2],
            Difference { setting: "AuthSessionValidity", asked: "3 minutes".to_owned(), got: "5 minutes".to_owned() }
        );
    }
}
