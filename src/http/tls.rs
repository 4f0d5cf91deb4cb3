//! TLS for a server without a proxy in front: a certificate and its key from files.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use rustls::{
    ServerConfig,
    crypto::ring::default_provider,
    pki_types::{
        CertificateDer, PrivateKeyDer,
        pem::{self, PemObject},
    },
};
use thiserror::Error;
use tokio_rustls::TlsAcceptor;

/// A certificate or a key that cannot be used.
#[derive(Debug, Error)]
pub enum TlsError {
    /// A file cannot be read, or is not in PEM.
    #[error("`{}` holds no {what} that can be read: {why}\nhint: `--tls-cert` and `--tls-key` name files in PEM", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What it should hold.
        what: &'static str,
        /// Why it cannot be read.
        why: String,
    },
    /// They do not go together, or are of a kind that is not known.
    #[error(
        "the certificate and the key cannot be used: {0}\nhint: is it the certificate's own key? the certificate stands first in its file"
    )]
    Unfit(#[from] rustls::Error),
}

/// What makes a connection one of TLS.
///
/// # Errors
/// When a file cannot be read, or the two do not go together.
pub(super) fn acceptor(cert: &Path, key: &Path) -> Result<TlsAcceptor, TlsError> {
    let wrong = |path: &Path, what, why: String| TlsError::File { path: path.to_owned(), what, why };
    let chain = CertificateDer::pem_file_iter(cert).and_then(Iterator::collect::<Result<Vec<_>, pem::Error>>);
    let chain = chain.map_err(|why| wrong(cert, "certificate", why.to_string()))?;
    if chain.is_empty() {
        return Err(wrong(cert, "certificate", io::Error::from(io::ErrorKind::UnexpectedEof).to_string()));
    }
    let private = PrivateKeyDer::from_pem_file(key).map_err(|why| wrong(key, "private key", why.to_string()))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, private)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}
