//! What deleting an app client does, and what is to be typed for it.

use serde_json::{Map, Value, json};

use crate::app_client::settings::shown;
use crate::app_client::{AppClient, Token, Update};
use crate::text;

/// How many characters of an ID are typed.
const END: usize = 6;

/// What the user types before a client is deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// Its name.
    Name(String),
    /// The last characters of its ID: it has no name, or one that cannot be typed as it is shown.
    EndOfId(String),
}

impl Confirmation {
    /// What is typed for that client.
    #[must_use]
    pub fn of(client: &AppClient) -> Self {
        let raw = client.settings.get("ClientName").and_then(Value::as_str).unwrap_or_default().trim();
        let can_be_typed = !raw.is_empty() && raw.is_ascii() && text::clean(raw) == raw;
        if can_be_typed { Self::Name(raw.to_owned()) } else { Self::EndOfId(end_of_id(&client.id)) }
    }

    /// The text itself.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Name(text) | Self::EndOfId(text) => text,
        }
    }

    /// If that was typed; blanks around it do not count.
    #[must_use]
    pub fn is(&self, typed: &str) -> bool {
        typed.trim() == self.text()
    }
}

/// The last six characters of an ID.
#[must_use]
pub fn end_of_id(id: &str) -> String {
    let from = id.chars().count().saturating_sub(END);
    id.chars().skip(from).collect()
}

/// One thing that stops working. Texts are cleaned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consequence {
    /// In words.
    pub text: String,
    /// What exactly, one a line.
    pub items: Vec<String>,
}

/// Everything that stops working without the client, as far as its settings tell.
#[must_use]
pub fn consequences(client: &AppClient) -> Vec<Consequence> {
    let say = |text: String| Consequence { text, items: Vec::new() };
    let mut all = vec![
        say("Users cannot sign in with it any more. Who is signed in stays so until the tokens are to be refreshed."
            .to_owned()),
        say(format!("Tokens issued before stay valid until they end; an access token {}.", access_token(client))),
    ];
    if client.settings.list("AllowedOAuthFlows").contains(&"client_credentials") {
        all.push(say("Servers that get their tokens with client_credentials get no more.".to_owned()));
    }
    let urls = client.settings.list("CallbackURLs");
    if !urls.is_empty() {
        let items = urls.into_iter().map(|url| shown(&url.into())).collect();
        all.push(Consequence { text: "The apps behind its callback URLs break:".to_owned(), items });
    }
    all.push(say(match (&client.secret_arn, &client.secret) {
        (Some(arn), _) => format!("Its secrets go with it. Look after their copy in AWS Secrets Manager: {arn}"),
        (None, Some(_)) => "Its secrets go with it.".to_owned(),
        (None, None) => "A secret, if it has one, goes with it.".to_owned(),
    }));
    all
}

fn access_token(client: &AppClient) -> String {
    let default = client.settings.get(Token::Access.member()).is_none().then(|| Token::Access.default_validity());
    match client.settings.lifetime(Token::Access).or(default) {
        Some(validity) => format!("lives {}", validity.in_words()),
        None => "as long as its setting says".to_owned(),
    }
}

impl AppClient {
    /// The settings as pretty JSON, members of the API under their own names, without any secret: to
    /// be kept, or for `aws cognito-idp update-user-pool-client --cli-input-json`.
    #[must_use]
    pub fn to_json(&self) -> String {
        let kept = Self { settings: self.settings.without_secrets(), ..self.clone() };
        pretty(&Update::of_nothing(&kept).body())
    }

    /// The request that deletes it, as pretty JSON.
    #[must_use]
    pub fn delete_request(&self) -> String {
        pretty(&self.ids())
    }

    fn ids(&self) -> Map<String, Value> {
        let ids = [("UserPoolId", json!(self.pool.as_str())), ("ClientId", json!(self.id))];
        ids.map(|(name, id)| (name.to_owned(), id)).into_iter().collect()
    }
}

fn pretty(body: &Map<String, Value>) -> String {
    serde_json::to_string_pretty(body).map(|json| json + "\n").unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app_client::UserPoolId;
    use rstest::rstest;

    fn client(members: &Value) -> AppClient {
        let mut description = json!({"ClientId": "3n4b5urk1ft4fl3mg5e62d9ado"});
        for (name, value) in members.as_object().unwrap() {
            description[name] = value.clone();
        }
        let pool = UserPoolId::parse("us-east-1_Ab12Cd34E").unwrap();
        AppClient::read(&pool, description.as_object().unwrap(), |_| None).unwrap()
    }

    #[rstest]
    #[case::a_name(json!({"ClientName": "shop-web"}), "shop-web")]
    #[case::blanks_around_it(json!({"ClientName": " shop web "}), "shop web")]
    #[case::none(json!({}), "2d9ado")]
    #[case::only_blanks(json!({"ClientName": "  "}), "2d9ado")]
    #[case::hostile(json!({"ClientName": "shop\u{202e}-web"}), "2d9ado")]
    #[case::not_on_every_terminal(json!({"ClientName": "会員"}), "2d9ado")]
    fn what_is_typed(#[case] members: Value, #[case] expected: &str) {
        let confirmation = Confirmation::of(&client(&members));
        assert_eq!(confirmation.text(), expected);
        assert!(confirmation.is(&format!(" {expected}\t")));
        for wrong in ["", "Shop-web", "shop-we", "shop-web2", "shop?-web"] {
            assert!(!confirmation.is(wrong), "{wrong}");
        }
    }

    #[rstest]
    #[case::default(json!({}), "an access token lives 1 hour.")]
    #[case::minutes(json!({"AccessTokenValidity": 90, "TokenValidityUnits": {"AccessToken": "minutes"}}), "lives 1 hour 30 minutes.")]
    #[case::of_the_future(json!({"AccessTokenValidity": 3, "TokenValidityUnits": {"AccessToken": "weeks"}}), "as long as its setting says.")]
    #[case::machines(json!({"AllowedOAuthFlows": ["client_credentials"]}), "client_credentials get no more.")]
    #[case::manager(json!({"ClientSecretArn": "arn:aws:secretsmanager:x"}), "Secrets Manager: arn:aws:secretsmanager:x")]
    #[case::a_secret(json!({"ClientSecret": "s3cr3t"}), "Its secrets go with it.")]
    fn what_stops(#[case] members: Value, #[case] expected: &str) {
        let all = consequences(&client(&members));
        assert!(all.iter().any(|one| one.text.ends_with(expected)), "{all:?}");
        assert!(!format!("{all:?}").contains("s3cr3t"));
    }

    #[test]
    fn callback_urls_are_cleaned() {
        let all = consequences(&client(&json!({"CallbackURLs": ["https://a.example/\u{202e}x"]})));
        let items: Vec<_> = all.iter().flat_map(|one| &one.items).collect();
        assert_eq!(items, ["https://a.example/?x"]);
    }

    #[test]
    fn the_json_has_every_setting_and_no_secret() {
        let members = json!({
            "ClientName": "shop-web", "ClientSecret": "s3cr3t", "CreationDate": 1, "RefreshTokenValidity": 30,
            "TokenValidityUnits": {"RefreshToken": "days"}, "PreventUserExistenceErrors": "ENABLED",
        });
        let json: Value = serde_json::from_str(&client(&members).to_json()).unwrap();
        let expected = json!({
            "UserPoolId": "us-east-1_Ab12Cd34E", "ClientId": "3n4b5urk1ft4fl3mg5e62d9ado", "ClientName": "shop-web",
            "RefreshTokenValidity": 30, "PreventUserExistenceErrors": "ENABLED",
            "TokenValidityUnits": {"RefreshToken": "days"}, "RefreshTokenRotation": {"Feature": "DISABLED"},
        });
        assert_eq!(json, expected);
        let request: Value = serde_json::from_str(&client(&members).delete_request()).unwrap();
        assert_eq!(request, json!({"UserPoolId": "us-east-1_Ab12Cd34E", "ClientId": "3n4b5urk1ft4fl3mg5e62d9ado"}));
    }
}
