//! Proxies, certificates, FIPS and dual stack: what stands between this host and AWS. The proxies
//! and the TLS servers are on loopback; a name of AWS is only ever said to such a proxy.

use std::io::{self, Write};
use std::net::{Shutdown, TcpStream};
use std::path::Path;

use rstest::rstest;

use crate::fakes::{Fake, header};
use crate::file;
use crate::runs::{Run, key};
use crate::sources::{EXPIRY, ROLE, SESSION, SSO, home, token};
use crate::tls::Tls;

/// A proxy that connects whatever it is asked for to this port.
fn tunnel_to(port: u16) -> Fake {
    Fake::raw(move |client, _| {
        let mut server = TcpStream::connect(("127.0.0.1", port)).unwrap();
        client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
        let (mut from_client, mut to_client) = (client.try_clone().unwrap(), client.try_clone().unwrap());
        let mut to_server = server.try_clone().unwrap();
        std::thread::spawn(move || {
            drop(io::copy(&mut from_client, &mut to_server));
            drop(to_server.shutdown(Shutdown::Write));
        });
        std::thread::spawn(move || {
            drop(io::copy(&mut server, &mut to_client));
            drop(to_client.shutdown(Shutdown::Write));
        });
    })
}

/// A proxy that lets nothing through.
fn refusing(status: u16) -> Fake {
    Fake::start(move |_| (status, String::new()))
}

/// The addresses that a proxy was asked for.
fn asked(proxy: &Fake) -> Vec<String> {
    let target = |request: &String| request.split(' ').nth(1).unwrap_or_default().to_owned();
    proxy.requests().iter().map(target).collect()
}

fn with_keys(run: Run) -> Run {
    run.with("AWS_ACCESS_KEY_ID", "ENVKEY").with("AWS_SECRET_ACCESS_KEY", "s")
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn through_a_proxy_to_a_server_of_one_s_own() {
    let test = "network-proxy";
    let tls = Tls::start(test);
    let proxy = tunnel_to(tls.port);
    let run = || with_keys(Run::new(test)).endpoint(&tls.url()).with("AWS_CA_BUNDLE", path(&tls.certificate));
    for variable in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        assert_eq!(run().with(variable, &proxy.url).outcome(), "listed; expires None", "{variable}");
        assert_eq!(asked(&proxy), [format!("localhost:{}", tls.port)], "{variable}");
    }
    for variable in ["NO_PROXY", "no_proxy"] {
        let run = run().with("HTTPS_PROXY", &proxy.url).with(variable, "example.com, localhost");
        assert_eq!(run.outcome(), "listed; expires None", "{variable}");
        assert_eq!(asked(&proxy).len(), 0, "{variable}");
    }
    // The variable for http does not hold for https.
    assert_eq!(run().with("HTTP_PROXY", &proxy.url).outcome(), "listed; expires None");
    assert_eq!(asked(&proxy).len(), 0);
}

#[test]
fn without_the_bundle_the_server_is_not_trusted() {
    let test = "network-untrusted";
    let tls = Tls::start(test);
    let proxy = tunnel_to(tls.port);
    let run = || with_keys(Run::new(test)).endpoint(&tls.url());
    for run in [run(), run().with("HTTPS_PROXY", &proxy.url)] {
        let outcome = run.outcome();
        let sentence =
            "The certificate of Cognito in us-east-1 is not trusted: its issuer is not known. Nothing was sent.";
        assert!(outcome.contains(sentence) && outcome.contains("in AWS_CA_BUNDLE."), "{outcome}");
        assert!(outcome.contains("kind: Unreachable"), "{outcome}");
    }
}

#[test]
fn the_bundle_of_a_profile_and_of_many_certificates() {
    let test = "network-bundle";
    let tls = Tls::start(test);
    let ours = std::fs::read_to_string(&tls.certificate).unwrap();
    let odd = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let bundle = file(test, "bundle.pem", &format!("# Our network\n{odd}\nAnd ours:\n{ours}\n"));
    let config = format!("[profile here]\nca_bundle = {}\n[profile there]\nca_bundle = /no/such\n", path(&bundle));
    let run = || with_keys(Run::new(test)).config(&config).endpoint(&tls.url());
    assert_eq!(run().with("AWS_PROFILE", "here").outcome(), "listed; expires None");
    // The variable is before the profile.
    let run = run().with("AWS_PROFILE", "there").with("AWS_CA_BUNDLE", path(&bundle));
    assert_eq!(run.outcome(), "listed; expires None");
}

#[test]
fn a_bundle_that_is_none() {
    let test = "network-no-bundle";
    let run = || with_keys(Run::new(test));
    let outcome = run().with("AWS_CA_BUNDLE", "/no/such.pem").outcome();
    let sentence =
        "The certificates in /no/such.pem (AWS_CA_BUNDLE) could not be read: No such file or directory (os error 2).";
    assert!(outcome.contains(sentence), "{outcome}");
    for content in ["", "SECRET", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
        let bundle = file(test, "bundle.pem", content);
        let outcome = run().with("AWS_CA_BUNDLE", path(&bundle)).outcome();
        assert!(outcome.contains("There is no certificate in /") && outcome.contains("(AWS_CA_BUNDLE)."), "{outcome}");
    }
}

#[test]
fn plain_http_through_a_proxy() {
    let proxy = Fake::cognito();
    let with_password = proxy.url.replace("http://", "http://ann:pass%40word@");
    for variable in ["HTTP_PROXY", "http_proxy"] {
        let run = with_keys(Run::new("network-http")).endpoint("http://cognito.example.invalid");
        assert_eq!(run.with(variable, &with_password).outcome(), "listed; expires None", "{variable}");
        let request = proxy.requests().remove(0);
        assert!(request.starts_with("POST http://cognito.example.invalid/ "), "{request}");
        assert_eq!(header(&request, "proxy-authorization"), Some("Basic YW5uOnBhc3NAd29yZA=="));
    }
}

#[rstest]
#[case(403, "The proxy does not let the connection to Cognito in us-east-1 through. Nothing was sent.")]
#[case(407, "The proxy wants a user name and a password for Cognito in us-east-1. Nothing was sent.")]
fn a_proxy_that_refuses(#[case] status: u16, #[case] sentence: &str) {
    let proxy = refusing(status);
    let with_password = proxy.url.replace("http://", "http://ann:pass@");
    let outcome = with_keys(Run::new("network-refused")).with("HTTPS_PROXY", &with_password).outcome();
    assert!(outcome.contains(sentence) && outcome.contains("kind: Unreachable"), "{outcome}");
    let request = proxy.requests().remove(0);
    assert!(request.starts_with("CONNECT cognito-idp.us-east-1.amazonaws.com:443 "), "{request}");
    assert_eq!(header(&request, "proxy-authorization"), Some("Basic YW5uOnBhc3M="));
}

/// The server of the test knows no CONNECT, so as a proxy it refuses.
#[test]
fn a_proxy_with_tls() {
    let test = "network-tls-proxy";
    let tls = Tls::start(test);
    let run = || with_keys(Run::new(test)).with("HTTPS_PROXY", &tls.url());
    let outcome = run().outcome();
    assert!(outcome.contains("The certificate of the proxy is not trusted: its issuer is not known."), "{outcome}");
    let outcome = run().with("AWS_CA_BUNDLE", path(&tls.certificate)).outcome();
    assert!(outcome.contains("The proxy does not let the connection"), "{outcome}");
}

#[test]
fn a_proxy_that_is_not_there() {
    let outcome = with_keys(Run::new("network-away")).with("HTTPS_PROXY", "http://127.0.0.1:1").outcome();
    assert!(outcome.contains("The proxy could not be reached. Nothing was sent."), "{outcome}");
}

#[rstest]
#[case("HTTPS_PROXY", "http://ann:SECRET@ proxy")]
#[case("https_proxy", "socks5://ann:SECRET@127.0.0.1:1080")]
#[case("HTTP_PROXY", "ann:SECRET@127.0.0.1:1/")]
#[case("ALL_PROXY", "ftp://ann:SECRET@127.0.0.1")]
fn a_proxy_that_is_no_url(#[case] variable: &str, #[case] value: &str) {
    let run = with_keys(Run::new("network-no-url")).endpoint("http://127.0.0.1:1");
    let outcome = run.with(variable, value).outcome();
    assert!(outcome.contains(&format!("The proxy in {variable} cannot be used.")), "{outcome}");
    assert!(outcome.contains("kind: Other") && !outcome.contains("SECRET"), "{outcome}");
}

/// An empty variable means no proxy, and hides its twin.
#[test]
fn an_empty_proxy() {
    let cognito = Fake::cognito();
    let run = with_keys(Run::new("network-empty")).endpoint(&cognito.url).with("HTTP_PROXY", "");
    assert_eq!(run.with("http_proxy", "http://127.0.0.1:1").outcome(), "listed; expires None");
}

#[test]
fn a_role_is_asked_for_through_the_proxy() {
    let test = "network-sts";
    let tls = Tls::start(test);
    let proxy = tunnel_to(tls.port);
    let run = Run::new(test).config(ROLE).profile("role").with("HTTPS_PROXY", &proxy.url);
    let outcome = run.with("AWS_CA_BUNDLE", path(&tls.certificate)).outcome();
    assert!(outcome.starts_with("listed; expires Some("), "{outcome}");
    let hosts = ["sts.us-east-1.amazonaws.com:443", "cognito-idp.us-east-1.amazonaws.com:443"];
    assert_eq!(asked(&proxy), hosts);
}

#[test]
fn a_sign_in_is_used_through_the_proxy() {
    let test = "network-sso";
    let proxy = refusing(403);
    let cache = file(test, SESSION, &token("good", EXPIRY));
    let run = Run::new(test).config(SSO).profile("sso").with("HOME", &home(&cache));
    let outcome = run.with("HTTPS_PROXY", &proxy.url).outcome();
    assert!(outcome.contains("profile sso: the proxy does not let the connection through"), "{outcome}");
    assert_eq!(asked(&proxy), ["portal.sso.eu-north-1.amazonaws.com:443"]);
}

/// A container's and an instance's addresses mean something on this host only.
#[test]
fn the_container_and_the_instance_are_asked_without_the_proxy() {
    let test = "network-host";
    let proxy = Fake::cognito();
    let credentials = |key: &'static str| {
        format!(
            r#"{{"Code":"Success","AccessKeyId":"{key}","SecretAccessKey":"s","Token":"t","Expiration":"{EXPIRY}"}}"#
        )
    };
    let run = || Run::bare(test).endpoint("http://cognito.example.invalid").with("HTTP_PROXY", &proxy.url);

    let container = Fake::start(move |_| (200, credentials("CONTAINERKEY")));
    let with_container = run().with("AWS_REGION", "us-east-1");
    let with_container = with_container.with("AWS_CONTAINER_CREDENTIALS_FULL_URI", &container.url);
    assert!(with_container.outcome().starts_with("listed"));
    assert_eq!(container.requests().len(), 1);
    let through = proxy.requests();
    assert_eq!((through.len(), key(&through[0]).as_str()), (1, "CONTAINERKEY"));

    let instance = Fake::start(move |request| match request.split(' ').nth(1) {
        Some("/latest/meta-data/placement/region") => (200, "us-east-1".to_owned()),
        Some("/latest/meta-data/iam/security-credentials/role") => (200, credentials("INSTANCEKEY")),
        _ => (200, "role".to_owned()),
    });
    let with_instance = run().with("AWS_EC2_METADATA_DISABLED", "false");
    let outcome = with_instance.with("AWS_EC2_METADATA_SERVICE_ENDPOINT", &instance.url).outcome();
    assert!(outcome.starts_with("listed"), "{outcome}");
    let through = proxy.requests();
    assert_eq!((through.len(), key(&through[0]).as_str()), (1, "INSTANCEKEY"));
}

const FIPS: &str = "AWS_USE_FIPS_ENDPOINT";
const DUAL: &str = "AWS_USE_DUALSTACK_ENDPOINT";

/// Nearly everywhere else Cognito's dual-stack host has the plain one's name.
#[rstest]
#[case::plain(&[], "cognito-idp.us-gov-west-1.amazonaws.com:443")]
#[case::fips(&[(FIPS, "true")], "cognito-idp-fips.us-gov-west-1.amazonaws.com:443")]
#[case::dual_stack(&[(DUAL, "true")], "cognito-idp.us-gov-west-1.api.aws:443")]
#[case::both(&[(FIPS, "true"), (DUAL, "true")], "cognito-idp-fips.us-gov-west-1.api.aws:443")]
#[case::of_the_profile(&[("AWS_PROFILE", "both")], "cognito-idp-fips.us-gov-west-1.api.aws:443")]
#[case::variables_first(&[("AWS_PROFILE", "both"), (FIPS, "false")], "cognito-idp.us-gov-west-1.api.aws:443")]
fn the_host_of_the_settings(#[case] variables: &[(&str, &str)], #[case] host: &str) {
    let config = "[profile both]\nuse_fips_endpoint = true\nuse_dualstack_endpoint = true\n";
    let proxy = refusing(403);
    let run = with_keys(Run::bare("network-host")).with("AWS_REGION", "us-gov-west-1").config(config);
    let run = variables.iter().fold(run, |run, (name, value)| run.with(name, value));
    let outcome = run.with("HTTPS_PROXY", &proxy.url).outcome();
    assert!(outcome.contains("kind: Unreachable"), "{outcome}");
    assert_eq!(asked(&proxy), [host]);
}

/// The services that credentials come from follow the settings too, with `--profile` as well.
#[test]
fn the_hosts_behind_credentials() {
    let proxy = refusing(403);
    let config = format!("{ROLE}\n{SSO}\n").replace("[profile role]", "[profile role]\nuse_fips_endpoint = true");
    let config =
        config.replace("[profile sso]", "[profile sso]\nuse_fips_endpoint = true\nuse_dualstack_endpoint = true");
    let cache = file("network-behind", SESSION, &token("good", EXPIRY));
    for (profile, host) in
        [("role", "sts-fips.us-east-1.amazonaws.com:443"), ("sso", "portal.sso-fips.eu-north-1.api.aws:443")]
    {
        let run = Run::new("network-behind").config(&config).profile(profile).with("HOME", &home(&cache));
        let outcome = run.with("HTTPS_PROXY", &proxy.url).outcome();
        assert!(outcome.contains("kind: NoCredentials"), "{outcome}");
        assert_eq!(asked(&proxy), [host]);
    }
}
