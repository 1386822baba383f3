//! What a tool calls the client and its settings.

use crate::export::{Export, quote};

/// Most characters of the client's name that go into an identifier.
const LONGEST: usize = 100;
/// Names that do not follow from the API's.
const TERRAFORM: [(&str, &str); 1] = [("ClientName", "name")];
const CDK: [(&str, &str); 3] =
    [("CallbackURLs", "callbackUrLs"), ("LogoutURLs", "logoutUrLs"), ("DefaultRedirectURI", "defaultRedirectUri")];

/// `ShopWebClient` of "shop-web": a name for a resource of CloudFormation and of the CDK, and for a
/// class.
pub(super) fn logical_id(export: &Export) -> String {
    let mut id = String::new();
    for word in words(export) {
        let mut letters = word.chars();
        id.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        id.push_str(letters.as_str());
    }
    if !id.starts_with(|c: char| c.is_ascii_alphabetic()) {
        id.insert_str(0, "App");
    }
    // The CDK gives a meaning of its own to some names, `Default` among them.
    if !id.ends_with("Client") {
        id.push_str("Client");
    }
    id
}

/// `shop_web` of "shop-web": a name for a resource of Terraform.
pub(super) fn resource(export: &Export) -> String {
    let words: Vec<String> = words(export).map(str::to_ascii_lowercase).collect();
    let name = words.join("_");
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name
    } else if name.is_empty() {
        "app_client".to_owned()
    } else {
        format!("app_{name}")
    }
}

fn words(export: &Export) -> impl Iterator<Item = &str> {
    let name = export.name();
    let end = name.char_indices().nth(LONGEST).map_or(name.len(), |(at, _)| at);
    name.get(..end).unwrap_or(name).split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

/// `allowed_oauth_flows` of `AllowedOAuthFlows`.
pub(super) fn terraform(member: &str) -> String {
    if let Some((_, own)) = TERRAFORM.iter().find(|(name, _)| *name == member) {
        return (*own).to_owned();
    }
    let mut out = String::new();
    let mut after_small = false;
    for c in member.chars() {
        if after_small && c.is_ascii_uppercase() {
            out.push('_');
        }
        after_small = c.is_ascii_lowercase();
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// `allowedOAuthFlows` of `AllowedOAuthFlows`.
pub(super) fn cdk(member: &str) -> String {
    if let Some((_, own)) = CDK.iter().find(|(name, _)| *name == member) {
        return (*own).to_owned();
    }
    let mut letters = member.chars();
    let first = letters.next().map(|c| c.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

/// `App client "shop-web" of the user pool us-east-1_Ab12Cd34E`, for a comment.
pub(super) fn title(export: &Export) -> String {
    let name = quote::in_comment(export.name());
    let name = if name.is_empty() { "without a name".to_owned() } else { format!("\"{name}\"") };
    format!("App client {name} of the user pool {}", export.pool)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::named;
    use rstest::rstest;

    #[rstest]
    #[case("shop-web", "ShopWebClient", "shop_web")]
    #[case("Shop web 2", "ShopWeb2Client", "shop_web_2")]
    #[case("default", "DefaultClient", "default")]
    #[case("My Client", "MyClient", "my_client")]
    #[case("2nd", "App2ndClient", "app_2nd")]
    #[case("", "AppClient", "app_client")]
    #[case("+-", "AppClient", "app_client")]
    #[case("店", "AppClient", "app_client")]
    #[case("a\u{1b}[2J;b\n", "A2JBClient", "a_2j_b")]
    fn identifiers(#[case] name: &str, #[case] id: &str, #[case] terraform: &str) {
        let export = named(name);
        assert_eq!((logical_id(&export).as_str(), resource(&export).as_str()), (id, terraform));
    }

    #[test]
    fn a_long_name_is_cut() {
        let export = named(&"é".repeat(500));
        assert_eq!(resource(&export), "app_client");
        assert_eq!(resource(&named(&"x".repeat(500))).len(), LONGEST);
    }
}
