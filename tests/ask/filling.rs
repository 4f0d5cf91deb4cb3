//! What is put into the sentences of the table: any of an entity's names, codes and keys, dates in any of their forms.

use std::collections::BTreeMap;

use proptest::{collection, prelude::*, sample::select};

/// A question, and the variables that its document is expected to have for its parts.
#[derive(Clone, Debug)]
pub struct Filled {
    pub text: String,
    /// The sentence of the table.
    pub sentence: &'static str,
    pub parts: BTreeMap<String, String>,
}

/// Who trades: the key, then what it is called in English and in Chinese.
const TRADERS: &[(&str, &[&str], &[&str])] = &[
    ("us", &["the US", "United States", "USA", "us", "the U.S."], &["美国", "美利坚合众国"]),
    (
        "us-refining",
        &["US refining", "us-refining", "“US refining”", "US rare-earth refining"],
        &["美国精炼", "美国稀土精炼"],
    ),
    ("china", &["China", "CN", "CHN", "china"], &["中国", "“中国”"]),
    ("japan", &["Japan", "JPN", "the Japan"], &["日本"]),
    ("india", &["India", "india"], &["印度"]),
    ("lynas", &["Lynas", "LYNAS"], &["莱纳斯", "Lynas"]),
    ("lynas-usa", &["Lynas USA", "lynas-usa"], &["莱纳斯美国", "lynas-usa"]),
    ("greenland", &["Greenland"], &["格陵兰"]),
    ("us-dod", &["the US Department of Defense", "DoD"], &["美国国防部"]),
    ("us-defence-industry", &["the US defense industry", "US defence industry"], &["美国国防工业"]),
];

const COMMODITIES: &[(&str, &[&str], &[&str])] = &[
    ("rare-earths", &["rare earths", "rare earth elements", "REE", "the rare-earths"], &["稀土"]),
    ("heavy-rare-earths", &["heavy rare earths", "HREE"], &["重稀土"]),
    ("critical-minerals", &["critical minerals"], &["关键矿产"]),
    ("re-compounds", &["rare-earth compounds"], &["稀土化合物"]),
];

const STAGES: &[(&str, &[&str], &[&str])] =
    &[("MINING", &["mining"], &["采矿", "开采"]), ("REFINING", &["refining", "separation"], &["精炼"])];

const STANDINGS: &[(&str, &[&str], &[&str])] = &[
    ("OPERATING", &["operating", "current"], &["现有"]),
    ("CONTRACTED", &["contracted"], &["已签约"]),
    ("PROSPECTIVE", &["possible", "prospective"], &["潜在"]),
];

const METRICS: &[(&str, &[&str], &[&str])] = &[
    ("VALUE", &["value"], &["价值", "金额"]),
    ("QUANTITY", &["weight", "quantity"], &["重量"]),
    ("SHARE", &["share"], &["份额"]),
];

const GROUPINGS: &[(&str, &[&str], &[&str])] = &[
    ("KIND", &["kind", "type"], &["种类"]),
    ("STATUS", &["status"], &["状态"]),
    ("FROM_COUNTRY", &["country", "exporting country"], &["国家", "出口国"]),
    ("PUBLISHER", &["publisher"], &["发布者"]),
    ("YEAR", &["year"], &["年份"]),
];

/// Days that the facts know of, each in every form of the language; of a month or a year the last day.
const DAYS: &[(&str, &[&str], &[&str])] = &[
    ("2025-06-13", &["2025-06-13", "13 June 2025", "June 13, 2025"], &["2025-06-13", "2025年6月13日"]),
    ("2022-01-01", &["2022-01-01", "1 Jan 2022"], &["2022年1月1日", "2022年01月01日"]),
    ("2024-12-31", &["2024", "December 2024", "2024-12"], &["2024年", "2024年12月", "2024-12-31"]),
    ("2023-06-30", &["2023-06", "June 2023"], &["2023年6月"]),
];

/// The days by which something begins: of a month or a year the first day.
const FIRST_DAYS: &[(&str, &[&str], &[&str])] = &[
    ("2020-01-01", &["2020", "January 2020", "2020-01-01"], &["2020年", "2020年1月1日"]),
    ("2022-06-01", &["June 2022", "2022-06"], &["2022年6月"]),
];

/// What happened in a date: from its first day to its last.
const DURING: &[(&str, &[&str], &[&str])] = &[
    ("2025-01-01/2025-12-31", &["2025"], &["2025年"]),
    ("2025-06-01/2025-06-30", &["June 2025", "2025-06"], &["2025年6月"]),
    ("2025-06-13/2025-06-13", &["2025-06-13", "13 June 2025"], &["2025年6月13日"]),
];

/// What changed in a date: from the day before its first to its last.
const WITHIN: &[(&str, &[&str], &[&str])] = &[
    ("2024-12-31/2025-12-31", &["2025"], &["2025年"]),
    ("2025-05-31/2025-06-30", &["June 2025", "2025-06"], &["2025年6月"]),
    ("2025-06-12/2025-06-13", &["2025-06-13", "13 June 2025"], &["2025年6月13日"]),
];

fn choices(part: &str) -> &'static [(&'static str, &'static [&'static str], &'static [&'static str])] {
    match part {
        "of" | "from" | "to" | "avoid" | "about" | "ifRemoved" | "ifFrom" | "ifTo" => TRADERS,
        "commodity" | "ifCommodity" | "product" => COMMODITIES,
        "stage" => STAGES,
        "standings" => STANDINGS,
        "metric" => METRICS,
        "amount" => &METRICS[..2],
        "grouping" => GROUPINGS,
        "asOf" | "publishedBy" | "until" | "toDate" => DAYS,
        "since" | "fromDate" => FIRST_DAYS,
        "during" => DURING,
        "within" => WITHIN,
        other => panic!("what stands for {other}?"),
    }
}

/// The sentence with any filling; no two of its parts are the same entity.
pub fn fill(sentence: &'static str, chinese: bool) -> impl Strategy<Value = Filled> {
    let names: Vec<&str> = sentence.split('{').skip(1).map(|rest| rest.split('}').next().unwrap()).collect();
    let chosen = names.clone().into_iter().map(|name| select(choices(name)));
    let picks = collection::vec(any::<prop::sample::Index>(), names.len());
    (chosen.collect::<Vec<_>>(), picks).prop_filter_map("each is another", move |(chosen, picks)| {
        let mut filled = Filled { text: sentence.to_owned(), sentence, parts: BTreeMap::new() };
        for ((name, (value, english, in_chinese)), pick) in names.iter().zip(&chosen).zip(picks) {
            let words = if chinese { *in_chinese } else { *english };
            let said = words[pick.index(words.len())];
            filled.text = filled.text.replacen(&format!("{{{name}}}"), said, 1);
            if filled.parts.values().any(|other| other == value) && choices(name) == TRADERS {
                return None;
            }
            let ends = match *name {
                "during" => ["since", "until"],
                "within" => ["fromDate", "toDate"],
                name => {
                    filled.parts.insert(name.to_owned(), (*value).to_owned());
                    continue;
                }
            };
            for (end, day) in ends.into_iter().zip(value.split('/')) {
                filled.parts.insert(end.to_owned(), day.to_owned());
            }
        }
        let backwards =
            filled.parts.get("since").zip(filled.parts.get("until")).is_some_and(|(since, until)| since > until);
        (!backwards).then_some(filled)
    })
}
