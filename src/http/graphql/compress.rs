//! How the bytes of an answer are coded on the way: plain, by gzip, by brotli.

use std::io::Write;

use axum::http::{HeaderMap, HeaderValue, header};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

/// The codings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    /// As they are.
    Plain,
    /// `gzip`.
    Gzip,
    /// `br`.
    Brotli,
}

impl Coding {
    /// What is shorter is not worth it.
    pub(super) const SHORTEST: usize = 1024;

    /// The best that is accepted.
    pub(super) fn accepted(headers: &HeaderMap) -> Self {
        let mut best = Self::Plain;
        for line in headers.get_all(header::ACCEPT_ENCODING) {
            for range in line.to_str().unwrap_or_default().split(',') {
                let (name, quality) = range.split_once(";q=").unwrap_or((range, "1"));
                let wanted = quality.trim().parse::<f32>().is_ok_and(|quality| quality > 0.0);
                match name.trim() {
                    "br" if wanted => return Self::Brotli,
                    "gzip" if wanted => best = Self::Gzip,
                    _ => {}
                }
            }
        }
        best
    }

    /// Its name in `Content-Encoding`.
    pub(super) const fn name(self) -> Option<HeaderValue> {
        match self {
            Self::Plain => None,
            Self::Gzip => Some(HeaderValue::from_static("gzip")),
            Self::Brotli => Some(HeaderValue::from_static("br")),
        }
    }

    /// What tells its tag from that of the same answer in another coding.
    pub(super) const fn suffix(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Gzip => "-gzip",
            Self::Brotli => "-br",
        }
    }

    /// The bytes so coded.
    pub(super) fn of(self, plain: &[u8]) -> Vec<u8> {
        let coded = match self {
            Self::Plain => Ok(plain.to_vec()),
            Self::Gzip => {
                let mut writer = GzEncoder::new(Vec::with_capacity(plain.len() / 4), Compression::new(6));
                writer.write_all(plain).and_then(|()| writer.finish())
            }
            Self::Brotli => {
                let mut coded = Vec::with_capacity(plain.len() / 4);
                let parameters =
                    BrotliEncoderParams { quality: 5, lgwin: 20, size_hint: plain.len(), ..Default::default() };
                brotli::BrotliCompress(&mut &*plain, &mut coded, &parameters).map(|_| coded)
            }
        };
        // Memory is all that is written to, and it takes everything.
        coded.unwrap_or_default()
    }
}
