//! What a client that exists cannot change: shown on the step where a new client chooses it.

use crate::app_client::{AppClient, FieldId};
use crate::wizard::Step;

/// A setting that is no question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// What it is called.
    pub label: &'static str,
    /// What it is, cleaned.
    pub value: String,
    /// Why it cannot be changed here.
    pub why: &'static str,
}

const HOW_APPS_FIND_IT: &str = "These cannot be changed: apps find the client by them.";

/// The fixed settings of a step.
#[must_use]
pub fn of(step: &Step, client: &AppClient) -> Vec<Fixed> {
    step.fields.iter().flat_map(|field| in_place_of(field.id, client)).collect()
}

/// What stands in the place of a question that is asked of a new client only.
fn in_place_of(field: FieldId, client: &AppClient) -> Vec<Fixed> {
    match field {
        FieldId::AppType => vec![
            Fixed { label: "Client ID", value: client.id.clone(), why: HOW_APPS_FIND_IT },
            Fixed {
                label: "User pool",
                value: client.pool.to_string(),
                why: HOW_APPS_FIND_IT,
            },
        ],
        FieldId::ClientSecret => {
            vec![Fixed {
                label: "Client secret",
                value: secret(client),
                why: "Cannot be changed here. Rotate secrets from the client's page.",
            }]
        }
        FieldId::ClientName
        | FieldId::AuthFlows
        | FieldId::SessionDuration
        | FieldId::RefreshToken
        | FieldId::AccessToken
        | FieldId::IdToken
        | FieldId::OwnSecret
        | FieldId::TokenRevocation
        | FieldId::UserExistenceErrors
        | FieldId::AttributeMode
        | FieldId::AttributePermissions
        | FieldId::Setting(_) => Vec::new(),
    }
}

/// That the service tells none is no proof that there is none.
fn secret(client: &AppClient) -> String {
    match (&client.secret, &client.secret_arn) {
        (Some(_), _) => "it has one".to_owned(),
        (None, Some(arn)) => format!("in AWS Secrets Manager: {arn}"),
        (None, None) => "none that Cognito tells".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app_client::UserPoolId;
    use crate::wizard::STEPS;
    use rstest::rstest;
    use serde_json::{Value, json};

    fn client(more: &Value) -> AppClient {
        let mut description = json!({"ClientId": "3n4b5urk1ft4fl3mg5e62d9ado"});
        description.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let pool = UserPoolId::parse("us-east-1_Ab12Cd34E").unwrap();
        AppClient::read(&pool, description.as_object().unwrap(), |_| None).unwrap()
    }

    #[rstest]
    #[case(json!({}), "none that Cognito tells")]
    #[case(json!({"ClientSecret": "hush"}), "it has one")]
    #[case(json!({"ClientSecretArn": "arn:x"}), "in AWS Secrets Manager: arn:x")]
    fn the_secret_is_named_and_never_told(#[case] more: Value, #[case] value: &str) {
        let all: Vec<Fixed> = STEPS.iter().flat_map(|step| of(step, &client(&more))).collect();
        let values: Vec<&str> = all.iter().map(|fixed| fixed.value.as_str()).collect();
        assert_eq!(values, ["3n4b5urk1ft4fl3mg5e62d9ado", "us-east-1_Ab12Cd34E", value]);
    }
}
