//! How the bytes of an answer are coded on the way: plain, by gzip, by brotli.

use std::io::Write;

use axum::http::{HeaderMap, HeaderValue, header};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

use super::accept::ranges;

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

    /// The one that is liked best; of those liked equally the shortest.
    pub(super) fn accepted(headers: &HeaderMap) -> Self {
        let liked = |name: &str| {
            let mut ranges = ranges(headers, &header::ACCEPT_ENCODING);
            ranges.find_map(|(range, quality)| range.eq_ignore_ascii_case(name).then_some(quality))
        };
        let others = liked("*").unwrap_or(0);
        let [brotli, gzip] = ["br", "gzip"].map(|name| liked(name).unwrap_or(others));
        let plain = liked("identity").unwrap_or(0).max(1);
        if brotli >= gzip.max(plain) {
            Self::Brotli
        } else if gzip >= plain {
            Self::Gzip
        } else {
            Self::Plain
        }
    }

    /// The one of which this is the suffix.
    pub(super) fn of_suffix(suffix: &str) -> Option<Self> {
        [Self::Plain, Self::Gzip, Self::Brotli].into_iter().find(|coding| coding.suffix() == suffix)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_coding_that_is_liked_best_is_given() {
        for (accepted, coding) in [
            ("", Coding::Plain),
            ("deflate", Coding::Plain),
            ("gzip, deflate, br", Coding::Brotli),
            ("br; q=1.0, gzip;q=0.8, *;q=0.1", Coding::Brotli),
            ("BR ; Q=1.0", Coding::Brotli),
            ("br;q=0.1, gzip;q=0.9", Coding::Gzip),
            ("br; q=0, gzip; q=0", Coding::Plain),
            ("gzip;q=0.001", Coding::Gzip),
            ("*", Coding::Brotli),
            ("br;q=0, *", Coding::Gzip),
            ("identity, br;q=0.5", Coding::Plain),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(accepted));
            assert_eq!(Coding::accepted(&headers), coding, "{accepted}");
        }
        assert_eq!(Coding::accepted(&HeaderMap::new()), Coding::Plain);
    }
}
