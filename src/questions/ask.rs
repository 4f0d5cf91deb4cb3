//! Questions in words, in English and Chinese: who supplies somebody, whom somebody supplies, how somebody reaches another.

use petgraph::graph::NodeIndex;
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

use super::{
    grammar::{Asks, FORMS, readings},
    resolve_name::{self, Ambiguous},
    search::{Hit, search},
};
use crate::{
    graph::{Field, TextKind, TextOf, View},
    model::{Day, Language, PartialDate},
};

/// The longest question that is read, in characters.
pub const MAX_CHARS: usize = 300;

/// Questions that are understood, one of each sort and language.
pub const EXAMPLES: [&str; 6] = [
    "who supplies US refining",
    "whom does China supply",
    "how does Lynas reach US refining, as of 2025-06-13",
    "谁供应美国精炼",
    "中国供应谁",
    "Lynas 如何到达美国精炼",
];

/// What a question asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Who supplies it.
    Suppliers {
        /// Whose suppliers.
        of: NodeIndex,
    },
    /// Whom it supplies.
    Customers {
        /// Whose customers.
        of: NodeIndex,
    },
    /// The ways for goods from one to another.
    Paths {
        /// Where they start.
        from: NodeIndex,
        /// Where they end.
        to: NodeIndex,
    },
}

/// How a question was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// What it asks for.
    pub intent: Intent,
    /// The day that it names; of a month or a year the last one.
    pub as_of: Option<Day>,
    /// The language that it is asked in.
    pub language: Language,
    /// The question as it was understood, in its language, with the keys of the entities.
    pub paraphrase: String,
}

/// Why a question has no answer.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum AskError {
    /// It is none of the sentences that are understood.
    #[error("`{question}` is not a question that is understood\nhint: ask such as `{}`", EXAMPLES.join("`, `"))]
    NotUnderstood {
        /// What was asked.
        question: String,
    },
    /// It names somebody who is not there.
    #[error("there is no entity `{name}`{}", perhaps(.nearest))]
    UnknownName {
        /// The name.
        name: String,
        /// Keys and names of up to three that are near, the nearest first.
        nearest: Vec<(String, String)>,
    },
    /// It names several.
    #[error(transparent)]
    Ambiguous(#[from] Ambiguous),
    /// What follows `as of` is no date.
    #[error("`{text}` is no date; expected one such as `2025-06-13`, `2025-06` or `2025`")]
    NoDate {
        /// What stands there.
        text: String,
    },
}

/// What a question asks for, its names looked up in the view. Names are ids, keys, codes or names; `the` before them and quotes around
/// them are passed over. A day is told by `as of 2022-01-01` or `截至2022年1月1日`, before the question or after it.
///
/// # Errors
/// When the sentence is not understood, is longer than [`MAX_CHARS`], or names what is not there or is several.
pub fn understand(view: View<'_>, question: &str) -> Result<Understood, AskError> {
    let plain: String = question.nfkc().map(|c| if c == '’' { '\'' } else { c }).collect();
    let not_understood = || AskError::NotUnderstood { question: question.chars().take(MAX_CHARS).collect() };
    if plain.chars().count() > MAX_CHARS {
        return Err(not_understood());
    }
    let (plain, as_of) = without_date(&plain)?;
    let said: Vec<char> = ended(&plain).chars().collect();
    let mut refused = None;
    for form in FORMS {
        for names in readings(form, &said) {
            let name = |&(from, to): &(usize, usize)| said.get(from..to).unwrap_or_default().iter().collect::<String>();
            let named: Vec<String> = names.iter().map(name).collect();
            match intent(view, form.asks, &named) {
                Ok(intent) => {
                    let language = form.language.parse().unwrap_or_else(|_| Language::english());
                    let paraphrase = paraphrase(view, intent, as_of, &language);
                    return Ok(Understood { intent, as_of, language, paraphrase });
                }
                // That a name is several tells more than that some reading names nobody.
                Err(wrong) if refused.is_none() || matches!(wrong, AskError::Ambiguous(_)) => refused = Some(wrong),
                Err(_) => {}
            }
        }
    }
    Err(refused.unwrap_or_else(not_understood))
}

fn intent(view: View<'_>, asks: Asks, named: &[String]) -> Result<Intent, AskError> {
    let entities = named.iter().map(|name| entity(view, name)).collect::<Result<Vec<_>, _>>()?;
    match (asks, &entities[..]) {
        (Asks::Suppliers, &[of]) => Ok(Intent::Suppliers { of }),
        (Asks::Customers, &[of]) => Ok(Intent::Customers { of }),
        (Asks::Paths, &[from, to]) => Ok(Intent::Paths { from, to }),
        _ => Err(AskError::NotUnderstood { question: named.join(" ") }),
    }
}

fn entity(view: View<'_>, said: &str) -> Result<NodeIndex, AskError> {
    let quotes = |c: char| {
        c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '“' | '”' | '‘' | '「' | '」' | '《' | '》' | ',')
    };
    let name = said.trim_matches(quotes);
    let the = name.get(..4).filter(|the| the.eq_ignore_ascii_case("the "));
    let bare = the.and_then(|_| name.get(4..)).map(|rest| rest.trim_matches(quotes));
    for name in std::iter::once(name).chain(bare) {
        if let Some(node) = resolve_name::entity(view, name)? {
            return Ok(node);
        }
    }
    Err(AskError::UnknownName { name: name.to_owned(), nearest: nearest(view, bare.unwrap_or(name)) })
}

fn nearest(view: View<'_>, name: &str) -> Vec<(String, String)> {
    // Whoever is only described with such a word is not meant.
    let called = |hit: &Hit| matches!(hit.place.field, Field::Name | Field::Code);
    let hits = search(view, name, &[TextKind::Entity]).into_iter().filter(called);
    let entity = |what| match what {
        TextOf::Entity(node) => view.entity(node),
        _ => None,
    };
    let named = |v: crate::graph::VersionView<'_>| (v.key().to_string(), v.name(&Language::english()).to_owned());
    hits.filter_map(|hit| entity(hit.what)).map(named).take(3).collect()
}

fn perhaps(nearest: &[(String, String)]) -> String {
    if nearest.is_empty() {
        return "\nhint: a key, a code or a name is expected; `search` finds them".to_owned();
    }
    let near: Vec<_> = nearest.iter().map(|(key, name)| format!("`{key}` ({name})")).collect();
    format!("\nhint: perhaps {} is meant", near.join(" or "))
}

/// What the question says of the day, and the rest of it.
fn without_date(question: &str) -> Result<(String, Option<Day>), AskError> {
    let lower = question.to_ascii_lowercase();
    let whole =
        |at: usize| !lower.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_alphanumeric()));
    let marker = ["as of ", "as at ", "截至", "截止到", "截止"].into_iter().find_map(|marker| {
        let at = lower.match_indices(marker).map(|(at, _)| at).find(|at| marker.starts_with('截') || whole(*at))?;
        Some((at, marker.len()))
    });
    let Some((at, length)) = marker else { return Ok((question.to_owned(), None)) };
    let (before, from) = (question.get(..at).unwrap_or_default(), question.get(at + length..).unwrap_or_default());
    let from = from.trim_start();
    let part_of_date = |c: char| c.is_ascii_digit() || matches!(c, '-' | '年' | '月' | '日' | '号');
    let end = from.find(|c| !part_of_date(c)).unwrap_or(from.len());
    let (date, after) = from.split_at(end);
    let day = date_of(date).map(PartialDate::last);
    let Some(day) = day else {
        let text = if date.is_empty() { from.split_whitespace().next().unwrap_or_default() } else { date };
        return Err(AskError::NoDate { text: text.to_owned() });
    };
    let after = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '、' | ':'));
    Ok((format!("{} {after}", ended(before)), Some(day)))
}

/// `2022-01-01`, `2022-01`, `2022`, `2022年1月1日`.
fn date_of(text: &str) -> Option<PartialDate> {
    let plain = text.replace(['年', '月'], "-").replace(['日', '号'], "");
    let padded: Vec<String> = plain.trim_end_matches('-').split('-').map(|part| format!("{part:0>2}")).collect();
    padded.join("-").parse().ok()
}

/// A question without what ends it.
fn ended(question: &str) -> &str {
    let ends = |c: char| c.is_whitespace() || matches!(c, '?' | '.' | '。' | '!' | ',' | '、' | '呢' | '吗');
    question.trim_end_matches(ends).trim_start()
}

fn paraphrase(view: View<'_>, intent: Intent, as_of: Option<Day>, language: &Language) -> String {
    let name = |node| view.entity(node).map_or_else(String::new, |v| format!("{} (`{}`)", v.name(language), v.key()));
    if language.primary() == "zh" {
        let day = as_of.map_or_else(String::new, |day| format!("截至 {day},"));
        let question = match intent {
            Intent::Suppliers { of } => format!("谁供应 {}", name(of)),
            Intent::Customers { of } => format!("{} 供应谁", name(of)),
            Intent::Paths { from, to } => format!("{} 如何到达 {}", name(from), name(to)),
        };
        return day + &question;
    }
    let day = as_of.map_or_else(String::new, |day| format!(", as of {day}"));
    let question = match intent {
        Intent::Suppliers { of } => format!("who supplies {}", name(of)),
        Intent::Customers { of } => format!("whom {} supplies", name(of)),
        Intent::Paths { from, to } => format!("how {} reaches {}", name(from), name(to)),
    };
    question + &day
}

#[cfg(test)]
#[path = "ask_tests.rs"]
mod tests;
