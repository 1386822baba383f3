//! Which field a refusal is about, where its words allow it.
//!
//! A field's name alone proves nothing: the service has blamed `clientName` for a missing
//! callback (`clientName must contain a scheme`). So only whole, known forms count. None of these
//! texts names the token or the attribute; the rules do, when they run again.

use crate::app_client::FieldId;

/// After the name of a member in a broken constraint of the API model.
const BROKEN_CONSTRAINT: &str = "' failed to satisfy constraint";

/// Texts that stand for one field, and the field. Recorded from the service unless marked.
const TEXTS: [(&str, FieldId); 9] = [
    ("Auth flow name with prefix 'ALLOW' cannot be used with legacy", FieldId::AuthFlows),
    ("is not a permitted ExplicitAuthFlow", FieldId::AuthFlows),
    ("REFRESH_TOKEN_AUTH should always be allowed", FieldId::AuthFlows),
    ("Invalid range for token validity", FieldId::AccessToken),
    ("expiration times must be less than or equal to refresh token", FieldId::RefreshToken),
    ("Invalid write attributes specified", FieldId::AttributePermissions),
    ("Invalid read attributes specified", FieldId::AttributePermissions),
    // Of an emulator.
    ("Client secret format is invalid", FieldId::OwnSecret),
    // Our guess: the reference forbids the pair and gives no text.
    ("ClientSecret can not be specified", FieldId::ClientSecret),
];

/// The field that `message` is about. `code` counts too: the plan's features that a client can
/// ask for in this wizard are flows.
pub(super) fn field(code: &str, message: &str) -> Option<FieldId> {
    if code == "FeatureUnavailableInTierException" {
        // Rotation is none of them: a copy has it from its source.
        return (!message.contains("Refresh Token Rotation")).then_some(FieldId::AuthFlows);
    }
    let known = TEXTS.iter().find(|(text, _)| message.contains(text));
    known.map(|(_, field)| *field).or_else(|| constraint(message))
}

/// `1 validation error detected: Value '…' at 'clientName' failed to satisfy constraint: …`; the
/// first member that is a field of ours.
fn constraint(message: &str) -> Option<FieldId> {
    let mut heads: Vec<&str> = message.split(BROKEN_CONSTRAINT).collect();
    heads.pop();
    let paths = heads.into_iter().map(|head| head.rsplit('\'').next().unwrap_or(head));
    paths.map(|path| path.split('.').next().unwrap_or(path)).find_map(member)
}

fn member(name: &str) -> Option<FieldId> {
    match name {
        "clientName" => Some(FieldId::ClientName),
        "clientSecret" => Some(FieldId::OwnSecret),
        "generateSecret" => Some(FieldId::ClientSecret),
        "explicitAuthFlows" => Some(FieldId::AuthFlows),
        "authSessionValidity" => Some(FieldId::SessionDuration),
        "refreshTokenValidity" => Some(FieldId::RefreshToken),
        "accessTokenValidity" => Some(FieldId::AccessToken),
        "idTokenValidity" => Some(FieldId::IdToken),
        "enableTokenRevocation" => Some(FieldId::TokenRevocation),
        "preventUserExistenceErrors" => Some(FieldId::UserExistenceErrors),
        "readAttributes" | "writeAttributes" => Some(FieldId::AttributePermissions),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::name(
        "1 validation error detected: Value '????' at 'clientName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w\\s+=,.@-]+",
        FieldId::ClientName
    )]
    #[case::second(
        "2 validation errors detected: Value '[]' at 'logoutURLs' failed to satisfy constraint: x; Value '99' at 'authSessionValidity' failed to satisfy constraint: y",
        FieldId::SessionDuration
    )]
    #[case::flows(
        "1 validation error detected: Value '[NOPE]' at 'explicitAuthFlows' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [ALLOW_CUSTOM_AUTH]]",
        FieldId::AuthFlows
    )]
    #[case::flow_member(
        "1 validation error detected: Value 'NOPE' at 'explicitAuthFlows.1.member' failed to satisfy constraint: x",
        FieldId::AuthFlows
    )]
    #[case::mix("Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.", FieldId::AuthFlows)]
    #[case::rotation(
        "ALLOW_REFRESH_TOKEN_AUTH is not a permitted ExplicitAuthFlow when refresh token rotation is enabled",
        FieldId::AuthFlows
    )]
    #[case::range("Invalid range for token validity.", FieldId::AccessToken)]
    #[case::order(
        "Access and Id Token expiration times must be less than or equal to refresh token expiration times.",
        FieldId::RefreshToken
    )]
    #[case::read("Invalid read attributes specified while creating a client", FieldId::AttributePermissions)]
    #[case::write("Invalid write attributes specified while creating a client", FieldId::AttributePermissions)]
    #[case::secret(
        "1 validation error detected: Value at 'clientSecret' failed to satisfy constraint: Member must have length greater than or equal to 24",
        FieldId::OwnSecret
    )]
    #[case::lifetime(
        "1 validation error detected: Value '0' at 'idTokenValidity' failed to satisfy constraint: x",
        FieldId::IdToken
    )]
    fn known_forms(#[case] message: &str, #[case] expected: FieldId) {
        assert_eq!(field("InvalidParameterException", message), Some(expected));
    }

    #[rstest]
    #[case("clientName must contain a scheme")]
    #[case("Invalid scope requested: Cognito")]
    #[case("1 validation error detected: Value '[]' at 'logoutURLs' failed to satisfy constraint: x")]
    #[case("' failed to satisfy constraint")]
    #[case("")]
    fn other_texts_name_no_field(#[case] message: &str) {
        assert_eq!(field("InvalidParameterException", message), None);
    }

    #[test]
    fn what_a_plan_lacks_is_a_flow() {
        let message =
            "The following features need to be disabled for the LITE pricing tier configured: Passwordless Sign-In";
        assert_eq!(field("FeatureUnavailableInTierException", message), Some(FieldId::AuthFlows));
    }
}
