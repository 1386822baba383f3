//! The Regions that have Amazon Cognito user pools (botocore 1.44.8, endpoints of `cognito-idp`).

/// Longest label of a host name.
const MAX_NAME: usize = 63;

/// In the order of their names.
pub const REGIONS: [&str; 37] = [
    "af-south-1",
    "ap-east-1",
    "ap-east-2",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-south-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-central-1",
    "ca-west-1",
    "eu-central-1",
    "eu-central-2",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "eusc-de-east-1",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-gov-east-1",
    "us-gov-west-1",
    "us-west-1",
    "us-west-2",
];

/// If the text can be the name of a Region, one that is not in the list too. A Region becomes part
/// of a host name, so nothing else may be in it.
#[must_use]
pub fn is_name(text: &str) -> bool {
    let is_valid = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !text.is_empty() && text.len() <= MAX_NAME && text.chars().all(is_valid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_sorted_and_unique() {
        assert!(REGIONS.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn a_name_is_no_part_of_an_address() {
        assert!(REGIONS.into_iter().chain(["xx-new-9"]).all(is_name));
        for text in ["", "us east", "evil.example/", "US-EAST-1", "us-east-1\n"] {
            assert!(!is_name(text), "{text}");
        }
        assert!(!is_name(&"a".repeat(64)));
    }
}
