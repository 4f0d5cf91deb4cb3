//! A question said again as it was understood, so that whoever asked sees what is answered.

use super::{Asks, Meaning, Role, Understood};
use crate::{graph::View, model::Language};

/// The question as it was understood, with the keys of the entities.
pub(super) fn phrase(view: View<'_>, understood: &Understood, language: &Language) -> String {
    let said = |role| {
        understood.part(role).map(|part| match part.meaning {
            Meaning::Entity(node) => {
                view.entity(node).map_or_else(String::new, |v| format!("{} (`{}`)", v.name(language), v.key()))
            }
            Meaning::Day(day) => day.to_string(),
            Meaning::Word(_) => part.words.text.to_lowercase(),
        })
    };
    if language.primary() == "zh" { chinese(understood.asks, &said) } else { english(understood.asks, &said) }
}

type Said<'s> = &'s dyn Fn(Role) -> Option<String>;

fn english(asks: Asks, said: Said<'_>) -> String {
    let the = |role| said(role).unwrap_or_default();
    let with = |before: &str, role, after: &str| said(role).map_or_else(String::new, |s| format!("{before}{s}{after}"));
    let asked = match asks {
        Asks::Suppliers => format!("who supplies {}", the(Role::Of)),
        Asks::Customers => format!("whom {} supplies", the(Role::Of)),
        Asks::Paths => format!("how {} reaches {}", the(Role::From), the(Role::To)),
        Asks::Entity => format!("what {} is", the(Role::About)),
    };
    [
        asked,
        with(" with ", Role::Commodity, ""),
        with(" (only ", Role::Standing, ")"),
        with(" at the stage of ", Role::Stage, ""),
        with(" without passing ", Role::Avoid, ""),
        with(", as of ", Role::AsOf, ""),
        with(", by what was recorded by ", Role::KnownAt, ""),
        with(", by what was in print on ", Role::PublishedBy, ""),
    ]
    .concat()
}

fn chinese(asks: Asks, said: Said<'_>) -> String {
    let the = |role| said(role).unwrap_or_default();
    let with = |before: &str, role, after: &str| said(role).map_or_else(String::new, |s| format!("{before}{s}{after}"));
    let asked = match asks {
        Asks::Suppliers => format!("谁供应 {}", the(Role::Of)),
        Asks::Customers => format!("{} 供应谁", the(Role::Of)),
        Asks::Paths => format!("{} 如何到达 {}", the(Role::From), the(Role::To)),
        Asks::Entity => format!("{} 是什么", the(Role::About)),
    };
    [
        with("截至 ", Role::AsOf, "，"),
        with("按截至 ", Role::KnownAt, " 的记录，"),
        with("按截至 ", Role::PublishedBy, " 发表的资料，"),
        asked,
        with("，商品：", Role::Commodity, ""),
        with("，仅限", Role::Standing, "的"),
        with("，环节：", Role::Stage, ""),
        with("，不经过 ", Role::Avoid, ""),
    ]
    .concat()
}
