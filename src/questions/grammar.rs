//! The sentences that `ask` understands: a small table of forms, and how a question is read by one.

use crate::graph::is_han;

/// What a sentence asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asks {
    /// Who supplies the one named.
    Suppliers,
    /// Whom the one named supplies.
    Customers,
    /// How the first named reaches the second.
    Paths,
}

/// A form of sentence.
pub(super) struct Form {
    pub asks: Asks,
    pub language: &'static str,
    parts: &'static [Part],
}

/// A part of a form.
enum Part {
    /// One of these.
    One(&'static [&'static str]),
    /// One of these, or nothing.
    Maybe(&'static [&'static str]),
    /// A name.
    Name,
}

use Part::{Maybe, Name, One};

const fn form(asks: Asks, language: &'static str, parts: &'static [Part]) -> Form {
    Form { asks, language, parts }
}

const WHO: Part = One(&["who", "whom", "which countries", "which companies", "which entities", "what"]);
const ARE: Part = Maybe(&["who are", "who is", "what are", "what is", "which are", "list", "show", "name", "find"]);
const ALL_THE: Part = Maybe(&["all the", "all", "the", "a"]);
const DOES: Part = One(&["does", "do", "can", "could", "would", "might", "will"]);
const SHEI: Part = One(&["谁在", "谁", "哪些国家", "哪个国家", "哪国", "哪些公司", "哪些企业", "哪些"]);
const YOU: Part = Maybe(&["都有哪些", "有哪些", "都有谁", "有谁", "都是谁", "是谁", "是哪些", "是什么"]);
const RUHE: Part = One(&["如何才能", "如何能", "如何", "怎样才能", "怎样", "怎么才能", "怎么样", "怎么", "通过什么"]);

/// All forms; where two fit, the first one whose names are known is meant.
pub(super) const FORMS: &[Form] = &[
    form(
        Asks::Suppliers,
        "en",
        &[
            WHO,
            One(&[
                "supplies",
                "supply",
                "is supplying",
                "are supplying",
                "sells to",
                "sell to",
                "delivers to",
                "deliver to",
                "exports to",
                "export to",
            ]),
            Name,
        ],
    ),
    form(
        Asks::Suppliers,
        "en",
        &[ARE, ALL_THE, One(&["suppliers", "supplier", "sources", "sellers"]), One(&["of", "to", "for"]), Name],
    ),
    form(Asks::Suppliers, "en", &[ARE, Name, One(&["'s suppliers", "' suppliers", "suppliers"])]),
    form(
        Asks::Suppliers,
        "en",
        &[WHO, DOES, Name, One(&["buy from", "import from", "depend on", "rely on", "get supplies from"])],
    ),
    form(
        Asks::Suppliers,
        "en",
        &[
            One(&["where"]),
            DOES,
            Name,
            One(&[
                "get its supplies from",
                "get its supply from",
                "get its supplies",
                "get supplies from",
                "buy from",
                "buy",
                "import from",
            ]),
        ],
    ),
    form(Asks::Customers, "en", &[WHO, DOES, Name, One(&["supply", "sell to", "deliver to", "export to"])]),
    form(
        Asks::Customers,
        "en",
        &[One(&["to whom", "where"]), DOES, Name, One(&["supply", "sell", "deliver", "export"]), Maybe(&["to"])],
    ),
    form(Asks::Customers, "en", &[ARE, ALL_THE, One(&["customers", "customer", "buyers"]), One(&["of", "for"]), Name]),
    form(Asks::Customers, "en", &[ARE, Name, One(&["'s customers", "' customers", "'s buyers", "customers"])]),
    form(
        Asks::Customers,
        "en",
        &[
            WHO,
            One(&[
                "buys from",
                "buy from",
                "imports from",
                "import from",
                "depends on",
                "depend on",
                "relies on",
                "is supplied by",
                "are supplied by",
            ]),
            Name,
        ],
    ),
    form(
        Asks::Paths,
        "en",
        &[One(&["how"]), DOES, Name, One(&["reach", "supply", "get to", "arrive at", "flow to", "come to"]), Name],
    ),
    form(
        Asks::Paths,
        "en",
        &[
            ARE,
            ALL_THE,
            Maybe(&["best", "supply"]),
            One(&["paths", "path", "routes", "route", "ways", "way"]),
            One(&["from"]),
            Name,
            One(&["to"]),
            Name,
        ],
    ),
    form(Asks::Suppliers, "zh", &[SHEI, One(&["供应", "供给", "供货给", "供货"]), Maybe(&["给"]), Name]),
    form(
        Asks::Suppliers,
        "zh",
        &[SHEI, One(&["向", "给", "为", "对"]), Name, One(&["供应", "供货", "供给", "提供供应", "出口"])],
    ),
    form(Asks::Suppliers, "zh", &[Name, One(&["的供应商", "的供应者", "的供应方", "的供货商", "的供应来源"]), YOU]),
    form(
        Asks::Suppliers,
        "zh",
        &[
            Name,
            One(&[
                "由谁供应",
                "由谁供货",
                "靠谁供应",
                "向谁购买",
                "向谁采购",
                "从哪里进口",
                "从谁进口",
                "从哪里获得供应",
                "依赖谁",
            ]),
        ],
    ),
    form(
        Asks::Customers,
        "zh",
        &[
            Name,
            Maybe(&["在"]),
            One(&["供应给", "供应", "供给", "供货给", "卖给", "出口到"]),
            One(&["谁", "哪些国家", "哪些公司", "哪些企业", "哪里"]),
        ],
    ),
    form(
        Asks::Customers,
        "zh",
        &[Name, One(&["向谁", "给谁", "向哪些国家", "向哪里", "为谁"]), One(&["供应", "供货", "供给", "出口"])],
    ),
    form(Asks::Customers, "zh", &[Name, One(&["的客户", "的买家", "的用户", "的买方"]), YOU]),
    form(Asks::Customers, "zh", &[SHEI, One(&["从", "向"]), Name, One(&["进口", "购买", "采购", "买"])]),
    form(
        Asks::Paths,
        "zh",
        &[Name, RUHE, One(&["到达", "抵达", "供应给", "供应", "供给", "流向", "流到", "进入", "到"]), Name],
    ),
    form(
        Asks::Paths,
        "zh",
        &[
            Maybe(&["从"]),
            Name,
            One(&["到", "至"]),
            Name,
            One(&["的供应路径", "的路径", "的途径", "的路线", "的通路"]),
            YOU,
        ],
    ),
];

/// The ways to read a question by a form: the names in it, from where to where in characters.
pub(super) fn readings(form: &Form, question: &[char]) -> Vec<Vec<(usize, usize)>> {
    let mut found = Vec::new();
    read(form.parts, question, 0, &mut Vec::new(), &mut found);
    found
}

fn read(
    parts: &[Part],
    text: &[char],
    at: usize,
    names: &mut Vec<(usize, usize)>,
    found: &mut Vec<Vec<(usize, usize)>>,
) {
    let at = after_space(text, at);
    let Some((part, rest)) = parts.split_first() else {
        if at == text.len() {
            found.push(names.clone());
        }
        return;
    };
    if let One(words) | Maybe(words) = part {
        for end in words.iter().filter_map(|word| literal(text, at, word)) {
            read(rest, text, end, names, found);
        }
    }
    match part {
        One(_) => {}
        Maybe(_) => read(rest, text, at, names, found),
        Name => {
            for end in (at + 1..=text.len()).filter(|end| is_border(text, *end)) {
                names.push((at, end));
                read(rest, text, end, names, found);
                names.pop();
            }
        }
    }
}

/// Where a literal ends that begins here, whole words, in any case.
fn literal(text: &[char], at: usize, literal: &str) -> Option<usize> {
    let mut end = at;
    for c in literal.chars() {
        let said = text.get(end)?;
        if !said.to_lowercase().eq(c.to_lowercase()) {
            return None;
        }
        end += 1;
    }
    (is_border(text, at) && is_border(text, end)).then_some(end)
}

/// Whether a place does not lie within a word; between Han characters there are no words.
fn is_border(text: &[char], at: usize) -> bool {
    let spelt = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric() && !is_han(*c));
    !(spelt(at.checked_sub(1).and_then(|before| text.get(before))) && spelt(text.get(at)))
}

fn after_space(text: &[char], mut at: usize) -> usize {
    while text.get(at).is_some_and(|c| c.is_whitespace()) {
        at += 1;
    }
    at
}
