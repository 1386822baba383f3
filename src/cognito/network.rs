//! The HTTP clients under AWS: the proxy that the variables name, and certificates of one's own.
//!
//! The SDK reads the proxy variables by itself, but sends its calls to the instance and the
//! container through the proxy too, passes over a proxy whose URL it cannot read, and knows
//! nothing of `AWS_CA_BUNDLE`. So its client is built here, out of its own parts.

use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use aws_smithy_http_client::{Builder, Connector};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use crate::cognito::ServiceError;
use crate::text::clean_short;

/// The proxy variables in pairs. Of a pair the first that is set counts, even if it is empty.
const PROXY_VARIABLES: [[&str; 2]; 3] =
    [["HTTPS_PROXY", "https_proxy"], ["HTTP_PROXY", "http_proxy"], ["ALL_PROXY", "all_proxy"]];
/// How a certificate ends in a PEM file.
const END_OF_CERTIFICATE: &str = "-----END CERTIFICATE-----";
/// Most characters of a path that are shown.
const LONGEST_PATH: usize = 256;

/// A file of certificates, and what names it.
pub(super) struct Bundle {
    pub(super) path: String,
    /// `AWS_CA_BUNDLE`, or the setting of the profile.
    pub(super) named_by: &'static str,
}

/// Two clients that trust the same certificates.
pub(super) struct Clients {
    /// For services: through the proxy, if there is one.
    pub(super) services: SharedHttpClient,
    /// For the instance and the container, which no proxy can reach.
    pub(super) host: SharedHttpClient,
}

/// Builds both; opens no connection.
///
/// # Errors
/// A proxy that is no URL, a file that cannot be read or holds no certificate.
pub(super) fn clients(bundle: Option<&Bundle>) -> Result<Clients, ServiceError> {
    if let Some(variable) = PROXY_VARIABLES.into_iter().find_map(wrong_proxy) {
        return Err(no_proxy_url(variable));
    }
    let store = bundle.map_or_else(|| Ok(TrustStore::default()), trust)?;
    Ok(Clients { services: client(&store, &ProxyConfig::from_env()), host: client(&store, &ProxyConfig::disabled()) })
}

/// For the instance's metadata, which come without TLS.
pub(super) fn plain() -> SharedHttpClient {
    client(&TrustStore::default(), &ProxyConfig::disabled())
}

fn client(store: &TrustStore, proxy: &ProxyConfig) -> SharedHttpClient {
    let (store, proxy) = (store.clone(), proxy.clone());
    Builder::new().build_with_connector_fn(move |settings, components| {
        // This is the library's one way to make it, and never fails.
        let tls = TlsContext::builder().with_trust_store(store.clone()).build().unwrap_or_default();
        let mut builder =
            Connector::builder().tls_provider(Provider::Rustls(CryptoMode::AwsLc)).proxy_config(proxy.clone());
        builder.set_connector_settings(settings.cloned());
        builder.set_sleep_impl(components.and_then(RuntimeComponents::sleep_impl));
        builder.tls_context(tls).build()
    })
}

/// The variable of the pair that counts, if the SDK could make nothing of it and so would go
/// without a proxy.
fn wrong_proxy(pair: [&'static str; 2]) -> Option<&'static str> {
    let (variable, value) = pair.into_iter().find_map(|name| std::env::var(name).ok().map(|value| (name, value)))?;
    (!value.is_empty() && !is_proxy(&value)).then_some(variable)
}

/// `http://host:port`; the scheme may be missing, and then there is no path either.
fn is_proxy(value: &str) -> bool {
    if value.contains("://") {
        return ProxyConfig::all(value).is_ok();
    }
    !value.contains('/') && ProxyConfig::all(format!("http://{value}")).is_ok()
}

/// Its value may hold a password, so it is not shown.
fn no_proxy_url(variable: &str) -> ServiceError {
    ServiceError::before_any_call(
        format!("The proxy in {variable} cannot be used."),
        format!("Set {variable} to a URL such as http://proxy.example.com:3128, or unset it."),
    )
}

/// The system's certificates and those of the file.
fn trust(bundle: &Bundle) -> Result<TrustStore, ServiceError> {
    let path = clean_short(&bundle.path, LONGEST_PATH);
    let named_by = bundle.named_by;
    let advice = format!("Set {named_by} to a file with certificates in PEM form, or remove it.");
    let text = std::fs::read_to_string(&bundle.path).map_err(|error| {
        let sentence = format!("The certificates in {path} ({named_by}) could not be read: {error}.");
        ServiceError::before_any_call(sentence, advice.clone())
    })?;
    let certificates: Vec<&str> =
        text.split_inclusive(END_OF_CERTIFICATE).filter(|part| is_certificate(part)).collect();
    if certificates.is_empty() {
        let sentence = format!("There is no certificate in {path} ({named_by}).");
        return Err(ServiceError::before_any_call(sentence, advice));
    }
    Ok(certificates.into_iter().fold(TrustStore::default(), TrustStore::with_pem_certificate))
}

/// The SDK's client panics at what is none, so this asks what it will ask.
fn is_certificate(part: &str) -> bool {
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(part.as_bytes()).collect();
    let mut store = RootCertStore::empty();
    found.is_ok_and(|found| !found.is_empty() && found.into_iter().all(|certificate| store.add(certificate).is_ok()))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("http://proxy:3128", true)]
    #[case("https://user:pass%40@proxy.example.com", true)]
    #[case("http://[::1]:3128/", true)]
    #[case("proxy:3128", true)]
    #[case("user:pass@proxy:3128", true)]
    #[case("proxy:3128/", false)]
    #[case("socks5://proxy:1080", false)]
    #[case("http://", false)]
    #[case("http:/proxy", false)]
    #[case("not a url", false)]
    fn what_is_a_proxy(#[case] value: &str, #[case] expected: bool) {
        assert_eq!(is_proxy(value), expected);
    }
}
