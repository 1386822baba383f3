//! One stored app client, and how the service describes it.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::fault::ServiceFault;
use super::ids::Ids;
use super::lifetimes::{DEFAULT_SESSION_MINUTES, Lifetime};
use super::request::{CreateClient, Rotation, Settings};
use super::secrets::Secrets;

/// How a client came to be, as the API model of 2026 tells it.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "UPPERCASE")]
pub enum ClientType {
    /// Through the API or the console.
    Regular,
    /// An application registered itself. The secret operations refuse such clients.
    Dcr,
}

impl ClientType {
    /// As the API writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Regular => "REGULAR",
            Self::Dcr => "DCR",
        }
    }
}

/// An app client as stored: what was sent, not what it means. Absent settings have the default.
#[derive(Clone)]
pub struct Client {
    /// 26 characters.
    pub id: String,
    /// In seconds since 1970.
    pub created: f64,
    /// In seconds since 1970.
    pub modified: f64,
    /// Absent from clients that are made through this API: captured answers do not have it.
    pub client_type: Option<ClientType>,
    /// None, one or two.
    pub secrets: Secrets,
    /// All that can be changed.
    pub settings: Settings,
}

impl Client {
    /// A client as `request` asks for it, which was checked before; `now` in seconds since 1970.
    #[must_use]
    pub fn new(request: CreateClient, now: f64, ids: &mut Ids) -> Self {
        let id = ids.client_id();
        let mut secrets = Secrets::default();
        if request.publishes_secret() {
            // No answer has this value, so it takes nothing from the row of ids and secrets.
            secrets.generate(&id, now, &mut Ids::of(&id));
            secrets.published = true;
        } else if request.generates_secret() {
            secrets.generate(&id, now, ids);
        } else if request.client_secret.is_some() {
            secrets.add_own(&id, now);
        }
        Self { id, created: now, modified: now, client_type: None, secrets, settings: request.settings }
    }

    /// That there is no client of this id (a real refusal).
    #[must_use]
    pub fn unknown(id: &str) -> ServiceFault {
        ServiceFault::not_found(format!("User pool client {id} does not exist."))
    }

    /// Whether the client has a secret, wherever it is.
    #[must_use]
    pub fn has_secret(&self) -> bool {
        !self.secrets.is_empty()
    }

    /// Notes a change at `now`. The date moves at every change, however fast they come and also
    /// when the clock stands still: by a thousandth of a second at least.
    pub fn touch(&mut self, now: f64) {
        let next = ((self.modified * 1_000.0).round() + 1.0) / 1_000.0;
        self.modified = now.max(next);
    }

    /// The client's name, empty if it has none.
    #[must_use]
    pub fn name(&self) -> &str {
        self.settings.client_name.as_deref().unwrap_or_default()
    }

    /// The member of a list answer: no dates, no settings (as the real service).
    #[must_use]
    pub fn summary(&self, pool_id: &str) -> Value {
        let mut answer = Answer::default();
        answer.put("ClientId", Some(self.id.as_str()));
        answer.put("UserPoolId", Some(pool_id));
        answer.put("ClientName", self.settings.client_name.as_deref());
        Value::Object(answer.members)
    }

    /// The whole description. What was not sent stays absent, except for the members which real
    /// answers always have.
    #[must_use]
    pub fn describe(&self, pool_id: &str) -> Value {
        let mut answer = Answer::default();
        answer.put("UserPoolId", Some(pool_id));
        answer.put("ClientName", self.settings.client_name.as_deref());
        answer.put("ClientId", Some(self.id.as_str()));
        answer.put("ClientSecret", self.secrets.shown());
        answer.put("ClientSecretArn", self.secrets.arn(pool_id, &self.id));
        answer.put("LastModifiedDate", Some(self.modified));
        answer.put("CreationDate", Some(self.created));
        describe_tokens(&mut answer, &self.settings);
        describe_sign_in(&mut answer, &self.settings);
        describe_oauth(&mut answer, &self.settings);
        describe_security(&mut answer, &self.settings);
        answer.put("ClientType", self.client_type.map(ClientType::name));
        for (name, value) in &self.settings.future {
            answer.put(name, Some(value.clone()));
        }
        Value::Object(answer.members)
    }
}

fn describe_tokens(answer: &mut Answer, settings: &Settings) {
    let refresh = Lifetime::refresh(settings).stored_value();
    answer.put("RefreshTokenValidity", Some(refresh));
    answer.put("AccessTokenValidity", settings.access_token_validity);
    answer.put("IdTokenValidity", settings.id_token_validity);
    let units = settings.token_validity_units.clone().unwrap_or_default();
    answer.put("TokenValidityUnits", serde_json::to_value(units).ok());
}

fn describe_sign_in(answer: &mut Answer, settings: &Settings) {
    answer.put_set("ReadAttributes", &settings.read_attributes);
    answer.put_set("WriteAttributes", &settings.write_attributes);
    answer.put_set("ExplicitAuthFlows", &settings.explicit_auth_flows);
    let providers = &settings.supported_identity_providers;
    answer.put_set("SupportedIdentityProviders", providers);
}

fn describe_oauth(answer: &mut Answer, settings: &Settings) {
    answer.put_set("CallbackURLs", &settings.callback_urls);
    answer.put_set("LogoutURLs", &settings.logout_urls);
    let redirect = settings.default_redirect_uri.as_deref();
    answer.put("DefaultRedirectURI", redirect);
    answer.put_set("AllowedOAuthFlows", &settings.allowed_oauth_flows);
    answer.put_set("AllowedOAuthScopes", &settings.allowed_oauth_scopes);
    let on = settings.allowed_oauth_flows_user_pool_client;
    answer.put("AllowedOAuthFlowsUserPoolClient", Some(on.unwrap_or(false)));
    let analytics = settings.analytics_configuration.as_ref();
    let analytics = analytics.and_then(|analytics| serde_json::to_value(analytics).ok());
    answer.put("AnalyticsConfiguration", analytics);
}

fn describe_security(answer: &mut Answer, settings: &Settings) {
    let errors = settings.prevent_user_existence_errors.as_deref();
    answer.put("PreventUserExistenceErrors", errors);
    let revocation = settings.enable_token_revocation.unwrap_or(true);
    answer.put("EnableTokenRevocation", Some(revocation));
    let propagate = settings.enable_propagate_additional_user_context_data;
    answer.put("EnablePropagateAdditionalUserContextData", Some(propagate.unwrap_or(false)));
    let session = settings.auth_session_validity;
    let session = session.unwrap_or(DEFAULT_SESSION_MINUTES);
    answer.put("AuthSessionValidity", Some(session));
    let rotation = settings.refresh_token_rotation.as_ref();
    answer.put("RefreshTokenRotation", rotation.map(Rotation::describe));
}

impl Rotation {
    /// The service fills in a grace period of 0 when none was sent.
    fn describe(&self) -> Value {
        json!({
            "Feature": self.feature,
            "RetryGracePeriodSeconds": self.retry_grace_period_seconds.unwrap_or(0),
        })
    }
}

/// A JSON object which is filled in order and has no empty members.
#[derive(Default)]
struct Answer {
    members: Map<String, Value>,
}

impl Answer {
    fn put(&mut self, name: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.members.insert(name.to_owned(), value.into());
        }
    }

    /// Lists come back as the sets that they are: in another order, and each member once.
    fn put_set(&mut self, name: &str, list: &[String]) {
        let mut set = list.to_vec();
        set.sort_unstable();
        set.dedup();
        self.put(name, (!set.is_empty()).then_some(set));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::fixtures::{SHOP, WEB_CLIENT, create, create_in, world};
    use super::super::{REGION, api};
    use super::*;

    fn keys(answer: &Value) -> Vec<&str> {
        answer.as_object().unwrap().keys().map(String::as_str).collect()
    }

    /// As captured from AWS for a client of which only the name was sent.
    #[test]
    fn the_least_answer() {
        let mut answer = create(&json!({})).unwrap();
        let id = answer["ClientId"].take();
        assert_eq!(id.as_str().unwrap().len(), 26);
        let expected = json!({
            "UserPoolId": SHOP, "ClientName": "web", "ClientId": null,
            "LastModifiedDate": 1_795_521_600.096, "CreationDate": 1_795_521_600.096,
            "RefreshTokenValidity": 30, "TokenValidityUnits": {},
            "AllowedOAuthFlowsUserPoolClient": false, "EnableTokenRevocation": true,
            "EnablePropagateAdditionalUserContextData": false, "AuthSessionValidity": 3,
        });
        assert_eq!(answer, expected);
    }

    #[test]
    fn what_was_sent_comes_back_and_lists_as_sets() {
        let answer = create(&json!({
            "AccessTokenValidity": 60, "TokenValidityUnits": {"AccessToken": "minutes"},
            "ReadAttributes": ["name", "email", "email"],
            "WriteAttributes": ["name", "custom:tier", "email"],
            "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"],
            "CallbackURLs": ["https://b", "https://a"],
            "PreventUserExistenceErrors": "ENABLED", "EnableTokenRevocation": false,
            "AuthSessionValidity": 9, "RefreshTokenRotation": {"Feature": "DISABLED"},
            "AnalyticsConfiguration": {"ApplicationArn": "arn:aws:mobiletargeting:us-east-1"},
        }))
        .unwrap();
        assert_eq!(answer["TokenValidityUnits"], json!({"AccessToken": "minutes"}));
        assert_eq!(answer["AccessTokenValidity"], 60);
        assert_eq!(answer["ReadAttributes"], json!(["email", "name"]));
        assert_eq!(answer["WriteAttributes"], json!(["custom:tier", "email", "name"]));
        let flows = json!(["ALLOW_CUSTOM_AUTH", "ALLOW_USER_SRP_AUTH"]);
        assert_eq!(answer["ExplicitAuthFlows"], flows);
        assert_eq!(answer["CallbackURLs"], json!(["https://a", "https://b"]));
        assert_eq!(answer["PreventUserExistenceErrors"], "ENABLED");
        assert_eq!(answer["EnableTokenRevocation"], false);
        assert_eq!(answer["AuthSessionValidity"], 9);
        let rotation = json!({"Feature": "DISABLED", "RetryGracePeriodSeconds": 0});
        assert_eq!(answer["RefreshTokenRotation"], rotation);
        let analytics = json!({"ApplicationArn": "arn:aws:mobiletargeting:us-east-1"});
        assert_eq!(answer["AnalyticsConfiguration"], analytics);
    }

    #[test]
    fn empty_lists_count_as_unspecified() {
        let empty = json!({"ExplicitAuthFlows": [], "ReadAttributes": [], "CallbackURLs": []});
        let answer = create(&empty).unwrap();
        assert_eq!(keys(&answer), keys(&create(&json!({})).unwrap()));
    }

    #[test]
    fn only_a_generated_secret_is_told() {
        let generated = create(&json!({"GenerateSecret": true})).unwrap();
        let length = generated["ClientSecret"].as_str().unwrap().len();
        assert!((51..=52).contains(&length));
        let own = create(&json!({"ClientSecret": "own_secret+own_secret+own"})).unwrap();
        assert!(!own.to_string().contains("own_secret"));
        let published = json!({"GenerateSecret": true, "PublishSecretsInAWSSecretsManager": true});
        let published = create(&published).unwrap();
        assert!(published["ClientSecretArn"].is_string() && published["ClientSecret"].is_null());
    }

    #[test]
    fn every_kind_of_secret_is_one() {
        let mut world = world();
        create_in(&mut world, &json!({"ClientSecret": "own_secret+own_secret+own"})).unwrap();
        let pool = world.pool(REGION, SHOP).unwrap();
        let with: Vec<_> = pool.clients.iter().filter(|c| c.has_secret()).collect();
        let names: Vec<_> = with.iter().map(|client| client.name()).collect();
        let requested = ["shop-server", "shop-orders-m2m", "shop-partner"];
        let stored =
            ["shop-warehouse-m2m", "order-assistant", "shop-api-tokens", "shop-support-desk", "shop-loyalty-sync"];
        assert_eq!(names, [&requested[..], &stored, &["web"]].concat());
    }

    #[test]
    fn a_list_has_nothing_but_names() {
        let body = json!({"UserPoolId": SHOP, "MaxResults": 1});
        let answer = api::call(&mut world(), REGION, "ListUserPoolClients", body).unwrap();
        let first = json!({"ClientId": WEB_CLIENT, "UserPoolId": SHOP, "ClientName": "shop-web"});
        assert_eq!(answer["UserPoolClients"], json!([first]));
        assert!(answer["NextToken"].is_string());
    }
}
