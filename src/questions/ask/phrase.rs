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
    let change = understood.word(Role::Change);
    if language.primary() == "zh" {
        chinese(understood.asks, change, &said)
    } else {
        english(understood.asks, change, &said)
    }
}

type Said<'s> = &'s dyn Fn(Role) -> Option<String>;

fn english(asks: Asks, change: Option<&str>, said: Said<'_>) -> String {
    let the = |role| said(role).unwrap_or_default();
    let with = |before: &str, role, after: &str| said(role).map_or_else(String::new, |s| format!("{before}{s}{after}"));
    let asked = match asks {
        Asks::Suppliers => format!("who supplies {}", the(Role::Of)),
        Asks::Customers => format!("whom {} supplies", the(Role::Of)),
        Asks::Paths => format!("how {} reaches {}", the(Role::From), the(Role::To)),
        Asks::WhyNot => format!("why {} does not supply {}", the(Role::From), the(Role::To)),
        Asks::Exposure => format!("how dependent {} is on {}", the(Role::Of), the(Role::To)),
        Asks::Concentration => format!("how concentrated the supply of {} is", the(Role::Of)),
        Asks::Chokepoints => format!("what the chokepoints of {} are", the(Role::Of)),
        Asks::Conflicts => format!("what sources do not agree on{}", with(" about ", Role::About, "")),
        Asks::Timeline => format!("what happened to {}", the(Role::About)),
        Asks::Diff => {
            let about = with(" for ", Role::About, "");
            format!(
                "what changed{about} between {} and {}",
                the(Role::AsOf),
                said(Role::ToDate).unwrap_or("today".to_owned())
            )
        }
        Asks::WhatIf => format!("what would change{}", with(" for ", Role::About, "")),
        Asks::NetTrade => format!("net imports of {}", the(Role::Of)),
        Asks::Groups => {
            format!("how many relations{} there are by {}", with(" of ", Role::Of, ""), the(Role::Grouping))
        }
        Asks::Entity => format!("what {} is", the(Role::About)),
    };
    let of = with(" of ", Role::IfCommodity, "");
    let (from, to) = (the(Role::IfFrom), the(Role::IfTo));
    let restrictions = said(Role::IfInstrument).unwrap_or_else(|| "restrictions".to_owned());
    let target = |before: &str| if to.is_empty() { String::new() } else { format!(" {before} {to}") };
    let supposed = match change {
        None => String::new(),
        Some("REMOVE") => format!(", if {} fell away", the(Role::IfRemoved)),
        Some("LIFT") => format!(", if the {restrictions} by {from}{of}{} were lifted", target("on")),
        Some("STOP") => format!(", if {from} no longer supplied {to}{}", with(" with ", Role::IfCommodity, "")),
        Some("EXPORT") => format!(", if {from} exported{} to {to}", with(" ", Role::IfCommodity, "")),
        Some("BAN") => format!(", if {from} banned exports{of}{}", target("to")),
        Some(instrument) => {
            format!(", if {from} held back exports{of}{} by {}", target("to"), instrument.to_lowercase())
        }
    };
    [
        asked,
        with(" with ", Role::Commodity, ""),
        with(" (only ", Role::Standing, ")"),
        with(" at the stage of ", Role::Stage, ""),
        with(" without passing ", Role::Avoid, ""),
        with(" by ", Role::Metric, ""),
        with(" from ", Role::Since, " on"),
        with(" up to ", Role::Until, ""),
        supposed,
        if asks == Asks::Diff { String::new() } else { with(", as of ", Role::AsOf, "") },
        with(", by what was recorded by ", Role::KnownAt, ""),
        with(", by what was in print on ", Role::PublishedBy, ""),
    ]
    .concat()
}

fn chinese(asks: Asks, change: Option<&str>, said: Said<'_>) -> String {
    let the = |role| said(role).unwrap_or_default();
    let with = |before: &str, role, after: &str| said(role).map_or_else(String::new, |s| format!("{before}{s}{after}"));
    let asked = match asks {
        Asks::Suppliers => format!("谁供应 {}", the(Role::Of)),
        Asks::Customers => format!("{} 供应谁", the(Role::Of)),
        Asks::Paths => format!("{} 如何到达 {}", the(Role::From), the(Role::To)),
        Asks::WhyNot => format!("{} 为什么不供应 {}", the(Role::From), the(Role::To)),
        Asks::Exposure => format!("{} 依赖 {} 的程度", the(Role::Of), the(Role::To)),
        Asks::Concentration => format!("{} 的供应集中度", the(Role::Of)),
        Asks::Chokepoints => format!("{} 的供应瓶颈", the(Role::Of)),
        Asks::Conflicts => format!("{}有哪些矛盾的说法", with("关于 ", Role::About, " ")),
        Asks::Timeline => format!("{} 发生了什么", the(Role::About)),
        Asks::Diff => {
            let about = with("", Role::About, " ");
            format!("{} 到 {} 之间 {about}有哪些变化", the(Role::AsOf), said(Role::ToDate).unwrap_or("今天".to_owned()))
        }
        Asks::WhatIf => format!("{}会有什么变化", with("", Role::About, " ")),
        Asks::NetTrade => format!("{} 的净进口", the(Role::Of)),
        Asks::Groups => format!("{}关系按{}各有多少", with("", Role::Of, " 的"), the(Role::Grouping)),
        Asks::Entity => format!("{} 是什么", the(Role::About)),
    };
    let (from, to, goods) = (the(Role::IfFrom), the(Role::IfTo), the(Role::IfCommodity));
    let restrictions = said(Role::IfInstrument).unwrap_or_else(|| "限制".to_owned());
    let target = |before: &str| if to.is_empty() { String::new() } else { format!("{before} {to} ") };
    let supposed = match change {
        None => String::new(),
        Some("REMOVE") => format!("如果没有 {}，", the(Role::IfRemoved)),
        Some("LIFT") => format!("如果 {from} {}的 {goods} {restrictions}被解除，", target("对")),
        Some("STOP") => format!("如果 {from} 停止向 {to} 供应 {goods}，"),
        Some("EXPORT") => format!("如果 {from} 向 {to} 出口 {goods}，"),
        Some("BAN") => format!("如果 {from} 禁止{}出口 {goods}，", target("向")),
        Some(_) => format!("如果 {from} 限制{}出口 {goods}，", target("向")),
    };
    [
        if asks == Asks::Diff { String::new() } else { with("截至 ", Role::AsOf, "，") },
        with("按截至 ", Role::KnownAt, " 的记录，"),
        with("按截至 ", Role::PublishedBy, " 发表的资料，"),
        supposed,
        with("自 ", Role::Since, " 起，"),
        with("到 ", Role::Until, " 为止，"),
        asked,
        with("，按", Role::Metric, "计"),
        with("，商品：", Role::Commodity, ""),
        with("，仅限", Role::Standing, "的"),
        with("，环节：", Role::Stage, ""),
        with("，不经过 ", Role::Avoid, ""),
    ]
    .concat()
}
