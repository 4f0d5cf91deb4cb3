//! A claim as one sentence, made from its parts where nobody wrote one. Short, and no more than what the claim says.

use crate::{
    graph::{ClaimView, Found, ObservationView, Relation, View},
    model::{Instrument, Language, Measure, Metric, PartialDate, RelationKind, Stage, Status},
};

/// The sentence, in Chinese where that is asked for, else in English.
pub fn made(view: View<'_>, claim: ClaimView<'_>, language: &Language) -> String {
    let zh = language.primary() == "zh";
    let subject = match view.spoken_of(claim.about()) {
        Some(Found::Relation(relation)) => tie(view, relation, language, zh),
        Some(Found::Observation(seen)) => observed(view, claim, seen, language, zh),
        _ => String::new(),
    };
    let mut sentence = subject;
    let figures: Vec<String> = claim.measures().iter().map(|m| figure(m, zh)).collect();
    let (colon, comma, open, close, stop) =
        if zh { ("：", "，", "（", "）", "。") } else { (": ", ", ", " (", ")", ".") };
    if !figures.is_empty() {
        sentence.push_str(colon);
        sentence.push_str(&figures.join(comma));
    }
    let said =
        [claim.status().filter(|s| *s != Status::Active).map(|s| status(s, zh).to_owned()), dates(claim.valid(), zh)];
    let said: Vec<String> = said.into_iter().flatten().collect();
    if !said.is_empty() {
        sentence.push_str(open);
        sentence.push_str(&said.join(comma));
        sentence.push_str(close);
    }
    sentence.push_str(stop);
    sentence
}

fn tie(view: View<'_>, relation: Relation<'_>, language: &Language, zh: bool) -> String {
    let name = |node| view.entity(node).map_or("", |entity| entity.name(language));
    let (from, to) = (name(relation.from()), name(relation.to()));
    let goods = relation.commodity().map(name);
    let any = goods.unwrap_or(if zh { "货物" } else { "goods" });
    let about = |before: &str, after: &str| goods.map_or(String::new(), |g| format!("{before}{g}{after}"));
    let sentence = if zh {
        match relation.kind() {
            RelationKind::Export => format!("{from}向{to}出口{any}"),
            RelationKind::Restriction => {
                format!("{from}对{to}限制{any}出口，方式为{}", instrument(relation.instrument(), zh))
            }
            RelationKind::Contract => format!("{from}与{to}订立合同{}", about("，标的为", "")),
            RelationKind::Production => format!("{from}生产{to}"),
            RelationKind::Consumption => format!("{from}使用{to}"),
            RelationKind::Operation => format!("{from}运营{to}"),
            RelationKind::Location => format!("{from}位于{to}"),
            RelationKind::Ownership => format!("{from}拥有{to}"),
            RelationKind::Membership => format!("{from}隶属{to}"),
            RelationKind::Negotiation => format!("{from}与{to}谈判{}", about("，涉及", "")),
            RelationKind::Support => format!("{from}支持{to}{}", about("，涉及", "")),
        }
    } else {
        match relation.kind() {
            RelationKind::Export => format!("{from} exports {any} to {to}"),
            RelationKind::Restriction => {
                format!("{from} restricts {any} for {to} by {}", instrument(relation.instrument(), zh))
            }
            RelationKind::Contract => format!("{from} has a contract with {to}{}", about(" for ", "")),
            RelationKind::Production => format!("{from} produces {to}"),
            RelationKind::Consumption => format!("{from} uses {to}"),
            RelationKind::Operation => format!("{from} operates {to}"),
            RelationKind::Location => format!("{from} is in {to}"),
            RelationKind::Ownership => format!("{from} owns {to}"),
            RelationKind::Membership => format!("{from} is a part of {to}"),
            RelationKind::Negotiation => format!("{from} negotiates with {to}{}", about(" on ", "")),
            RelationKind::Support => format!("{from} supports {to}{}", about(" in ", "")),
        }
    };
    match relation.stage() {
        None => sentence,
        Some(at) if zh => format!("{sentence}，环节为{}", stage(at, zh)),
        Some(at) => format!("{sentence}, at the stage of {}", stage(at, zh)),
    }
}

fn observed(view: View<'_>, claim: ClaimView<'_>, seen: ObservationView<'_>, language: &Language, zh: bool) -> String {
    let subject = view.entity(seen.subject()).map_or("", |entity| entity.name(language));
    let words = claim.details().and_then(|d| crate::model::pick(&d.text, language));
    let what = words.unwrap_or_else(|| metric(seen.metric(), zh));
    let what = what.trim_end_matches(['.', '。']);
    if zh { format!("{subject}：{what}") } else { format!("{subject}: {what}") }
}

fn figure(measure: &Measure, zh: bool) -> String {
    let number = measure.as_printed.clone().unwrap_or_else(|| {
        let unit = &measure.unit;
        match (measure.value, measure.low, measure.high) {
            (Some(value), ..) => format!(
                "{}{value} {unit}",
                if !measure.approximate {
                    ""
                } else if zh {
                    "约"
                } else {
                    "about "
                }
            ),
            (None, Some(low), Some(high)) => format!("{low}–{high} {unit}"),
            (None, Some(low), None) => format!("{}{low} {unit}", if zh { "至少" } else { "at least " }),
            (None, None, Some(high)) => format!("{}{high} {unit}", if zh { "至多" } else { "at most " }),
            (None, None, None) => String::new(),
        }
    });
    let what = metric(measure.metric, zh);
    let period = measure.period.and_then(|p| dates((Some(p.from), Some(p.to)), zh));
    match period {
        Some(period) if zh => format!("{what}{number}（{period}）"),
        Some(period) => format!("{what} {number} ({period})"),
        None if zh => format!("{what}{number}"),
        None => format!("{what} {number}"),
    }
}

fn dates(valid: (Option<PartialDate>, Option<PartialDate>), zh: bool) -> Option<String> {
    Some(match valid {
        (None, None) => return None,
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) if zh => format!("{from}至{to}"),
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) if zh => format!("自{from}起"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) if zh => format!("至{to}止"),
        (None, Some(to)) => format!("until {to}"),
    })
}

const fn status(status: Status, zh: bool) -> &'static str {
    match (status, zh) {
        (Status::Denied, false) => "denied",
        (Status::Denied, true) => "被否认",
        (Status::Considered, false) => "considered",
        (Status::Considered, true) => "考虑中",
        (Status::Discussed, false) => "discussed",
        (Status::Discussed, true) => "讨论中",
        (Status::Requested, false) => "requested",
        (Status::Requested, true) => "已提出要求",
        (Status::Announced, false) => "announced",
        (Status::Announced, true) => "已宣布",
        (Status::Agreed, false) => "agreed",
        (Status::Agreed, true) => "已商定",
        (Status::Eased, false) => "being eased",
        (Status::Eased, true) => "正在放宽",
        (Status::Active, false) => "active",
        (Status::Active, true) => "生效",
        (Status::Ended, false) => "ended",
        (Status::Ended, true) => "已结束",
    }
}

const fn stage(stage: Stage, zh: bool) -> &'static str {
    match (stage, zh) {
        (Stage::Mining, false) => "mining",
        (Stage::Mining, true) => "采矿",
        (Stage::Concentration, false) => "concentration",
        (Stage::Concentration, true) => "选矿",
        (Stage::Refining, false) => "refining",
        (Stage::Refining, true) => "精炼",
        (Stage::Metal, false) => "metal making",
        (Stage::Metal, true) => "金属冶炼",
        (Stage::Manufacturing, false) => "manufacturing",
        (Stage::Manufacturing, true) => "制造",
        (Stage::Recycling, false) => "recycling",
        (Stage::Recycling, true) => "回收",
    }
}

const fn instrument(instrument: Option<Instrument>, zh: bool) -> &'static str {
    match (instrument, zh) {
        (Some(Instrument::Ban), false) => "a ban",
        (Some(Instrument::Ban), true) => "禁令",
        (Some(Instrument::Licensing), false) => "licensing",
        (Some(Instrument::Licensing), true) => "许可证",
        (Some(Instrument::Quota), false) => "a quota",
        (Some(Instrument::Quota), true) => "配额",
        (Some(Instrument::Tax), false) => "a tax",
        (Some(Instrument::Tax), true) => "税收",
        (Some(Instrument::Other), false) => "another instrument",
        (Some(Instrument::Other), true) => "其他手段",
        (Some(Instrument::Control) | None, false) => "a control",
        (Some(Instrument::Control) | None, true) => "管制",
    }
}

const fn metric(metric: Metric, zh: bool) -> &'static str {
    match (metric, zh) {
        (Metric::Quantity, false) => "quantity",
        (Metric::Quantity, true) => "数量",
        (Metric::Value, false) => "value",
        (Metric::Value, true) => "金额",
        (Metric::Share, false) => "share",
        (Metric::Share, true) => "份额",
        (Metric::QuantityChange, false) => "change of quantity",
        (Metric::QuantityChange, true) => "数量变化",
        (Metric::ValueChange, false) => "change of value",
        (Metric::ValueChange, true) => "金额变化",
        (Metric::ShareChange, false) => "change of share",
        (Metric::ShareChange, true) => "份额变化",
        (Metric::Price, false) => "price",
        (Metric::Price, true) => "价格",
        (Metric::PriceChange, false) => "change of price",
        (Metric::PriceChange, true) => "价格变化",
        (Metric::Reserves, false) => "reserves",
        (Metric::Reserves, true) => "储量",
        (Metric::Count, false) => "number",
        (Metric::Count, true) => "数目",
        (Metric::Other, false) => "figure",
        (Metric::Other, true) => "数值",
    }
}
