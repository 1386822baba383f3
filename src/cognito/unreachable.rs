//! No connection: what stands between this host and AWS.

use crate::cognito::ErrorKind;
use crate::cognito::call::Call;
use crate::cognito::failure::Failure;
use crate::cognito::reading::{Reading, service};

/// How the TLS library tells that it does not accept a certificate.
const CERTIFICATE: &str = "invalid peer certificate: ";
/// How the SDK's HTTP client tells that a proxy made no way to the service.
const TUNNEL: &str = "tunnel error: ";
/// Why a certificate is refused, in the TLS library's words and in ours.
const FAULTS: &[(&str, &str)] = &[
    ("UnknownIssuer", "its issuer is not known"),
    ("expired", "it has expired"),
    ("not valid for name", "it is for another name"),
];

/// What is in the way.
enum Barrier<'a> {
    /// The server's certificate, and what is wrong with it.
    Certificate(&'a str),
    /// The same of a proxy that is spoken to with TLS.
    ProxyCertificate(&'a str),
    /// The proxy wants to know who asks.
    ProxyPassword,
    /// The proxy cannot be reached.
    ProxyAway,
    /// The proxy refuses.
    Proxy,
    /// There is no such name.
    Name,
}

fn barrier(words: &str) -> Option<Barrier<'_>> {
    if let Some((_, fault)) = words.split_once(CERTIFICATE) {
        let known = FAULTS.iter().find(|(mark, _)| fault.contains(mark)).map(|(_, meaning)| *meaning);
        let kind = if words.contains(TUNNEL) { Barrier::ProxyCertificate } else { Barrier::Certificate };
        return Some(kind(known.unwrap_or(fault)));
    }
    if let Some((_, fault)) = words.split_once(TUNNEL) {
        return Some(match fault {
            _ if fault.starts_with("proxy authorization required") => Barrier::ProxyPassword,
            _ if fault.starts_with("failed to create underlying connection") => Barrier::ProxyAway,
            _ => Barrier::Proxy,
        });
    }
    words.contains("dns error").then_some(Barrier::Name)
}

/// A call to a service that did not leave.
pub(super) fn not_sent(call: &Call, failure: &Failure) -> Reading {
    let who = format!("{} in {}", service(call), call.session.region);
    let (sentence, advice) = match barrier(&failure.chain) {
        Some(Barrier::Certificate(fault)) => {
            (format!("The certificate of {who} is not trusted: {fault}."), CERTIFICATES)
        }
        Some(Barrier::ProxyCertificate(fault)) => {
            (format!("The certificate of the proxy is not trusted: {fault}."), CERTIFICATES)
        }
        Some(Barrier::ProxyPassword) => (
            format!("The proxy wants a user name and a password for {who}."),
            "Put them into the variable that names the proxy: http://USER:PASSWORD@HOST:PORT.",
        ),
        Some(Barrier::ProxyAway) => {
            ("The proxy could not be reached.".to_owned(), "Check the network and the proxy variables.")
        }
        Some(Barrier::Proxy) => (
            format!("The proxy does not let the connection to {who} through."),
            "Ask for this address to be allowed, or name it in NO_PROXY if it can be reached without the proxy.",
        ),
        Some(Barrier::Name) => (format!("The address of {who} was not found."), CHECK),
        None => (format!("{who} could not be reached."), CHECK),
    };
    Reading::new(ErrorKind::Unreachable, format!("{sentence} Nothing was sent."), advice)
}

const CERTIFICATES: &str = "If your network has certificates of its own, name a PEM file with them in AWS_CA_BUNDLE.";
const CHECK: &str = "Check the network, the proxy variables, --region and --endpoint-url.";

/// Why a source of credentials could not be asked.
pub(super) fn cause(words: &str) -> Option<String> {
    Some(match barrier(words)? {
        Barrier::Certificate(fault) => format!("the server's certificate is not trusted: {fault} (see AWS_CA_BUNDLE)"),
        Barrier::ProxyCertificate(fault) => {
            format!("the proxy's certificate is not trusted: {fault} (see AWS_CA_BUNDLE)")
        }
        Barrier::ProxyPassword => "the proxy wants a user name and a password".to_owned(),
        Barrier::ProxyAway => "the proxy could not be reached".to_owned(),
        Barrier::Proxy => "the proxy does not let the connection through".to_owned(),
        Barrier::Name => "the address was not found".to_owned(),
    })
}
