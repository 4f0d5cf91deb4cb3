//! In which form an answer is wanted: what `Accept` says.

use axum::http::{HeaderMap, HeaderName, StatusCode, header};

use super::answer::Refused;
use crate::graphql::Code;

/// The forms of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Media {
    /// `application/json`: 200 for whatever was well asked, as clients of old expect. Where nothing or anything is accepted.
    #[default]
    Json,
    /// `application/graphql-response+json`: 4xx for what was refused as a whole.
    GraphQl,
    /// `text/event-stream`: an answer after the other.
    Events,
}

impl Media {
    const ALL: [(Self, &'static str); 3] = [
        (Self::Json, "application/json"),
        (Self::GraphQl, "application/graphql-response+json"),
        (Self::Events, "text/event-stream"),
    ];

    /// Its name, as an answer is labelled.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Json => "application/json; charset=utf-8",
            Self::GraphQl => "application/graphql-response+json; charset=utf-8",
            Self::Events => "text/event-stream; charset=utf-8",
        }
    }

    /// The form that is liked best; of those liked equally the one that is named first.
    ///
    /// # Errors
    /// Where none of them is accepted.
    pub fn accepted(headers: &HeaderMap) -> Result<Self, Refused> {
        let mut best: Option<(Self, u32)> = None;
        let mut asked = false;
        for (name, quality) in ranges(headers, &header::ACCEPT) {
            asked = true;
            let media = match name.to_ascii_lowercase().as_str() {
                "*/*" | "application/*" => Some(Self::Json),
                name => Self::ALL.into_iter().find(|(_, known)| *known == name).map(|(media, _)| media),
            };
            if let Some(media) = media.filter(|_| quality > best.map_or(0, |(_, q)| q)) {
                best = Some((media, quality));
            }
        }
        match best {
            Some((media, _)) => Ok(media),
            None if !asked => Ok(Self::Json),
            None => Err(Refused::new(
                StatusCode::NOT_ACCEPTABLE,
                Code::Invalid,
                "no form of an answer is accepted\nhint: accept `application/graphql-response+json`, `application/json` or `text/event-stream`",
            )),
        }
    }
}

/// What a header says is accepted, and how well each is liked, in thousandths.
pub(super) fn ranges<'h>(
    headers: &'h HeaderMap,
    header: &HeaderName,
) -> impl Iterator<Item = (&'h str, u32)> + use<'h> {
    let lines = headers.get_all(header).into_iter().map(|line| line.to_str().unwrap_or_default());
    lines.flat_map(|line| line.split(',')).map(str::trim).filter(|range| !range.is_empty()).map(quality)
}

/// The name of a range, and how well it is liked.
fn quality(range: &str) -> (&str, u32) {
    let mut parts = range.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default();
    let liked = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    let liked = liked.map_or(Some(1_000), |q| {
        let (whole, part) = q.split_once('.').unwrap_or((q, ""));
        let part: String = part.chars().chain("000".chars()).take(3).collect();
        Some(whole.parse::<u32>().ok()?.saturating_mul(1_000).saturating_add(part.parse().ok()?).min(1_000))
    });
    (name, liked.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(accept: &str) -> Option<Media> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, accept.parse().unwrap());
        Media::accepted(&headers).ok()
    }

    #[test]
    fn the_form_that_is_liked_best_is_given_and_json_where_any_will_do() {
        for (accept, media) in [
            ("", Some(Media::Json)),
            ("*/*", Some(Media::Json)),
            ("application/graphql-response+json", Some(Media::GraphQl)),
            ("application/graphql-response+json, application/json;q=0.9", Some(Media::GraphQl)),
            ("application/json;q=0.25, Application/GraphQL-Response+JSON;q=0.5", Some(Media::GraphQl)),
            ("text/html, */*;q=0.1", Some(Media::Json)),
            ("text/event-stream", Some(Media::Events)),
            ("application/json; charset=utf-8, application/graphql-response+json", Some(Media::Json)),
            ("text/html", None),
            ("application/json;q=0", None),
            ("application/json;q=0.5, text/event-stream;q=5000000", Some(Media::Events)),
            ("application/json;q=99999999999", None),
        ] {
            assert_eq!(of(accept), media, "{accept}");
        }
        assert_eq!(Media::accepted(&HeaderMap::new()).ok(), Some(Media::Json));
    }
}
