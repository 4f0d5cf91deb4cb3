//! The contract's words as a terminal shows them, in English and Chinese.

/// The contract's word, in English, in Chinese.
const WORDS: &[(&str, &str, &str)] = &[
    ("OPERATING", "operating", "在运行"),
    ("CONTRACTED", "contracted", "已签约"),
    ("PROSPECTIVE", "prospective", "洽谈中"),
    ("OPEN", "open", "畅通"),
    ("AT_RISK", "at risk", "有风险"),
    ("RESTRICTED", "restricted", "受限制"),
    ("BLOCKED", "blocked", "被阻断"),
    ("OFFICIAL", "official", "官方"),
    ("REPORTED", "reported", "报道"),
    ("ATTRIBUTED", "attributed", "转述"),
    ("HEARSAY", "hearsay", "传闻"),
    ("OPINION", "opinion", "观点"),
    ("ACTIVE", "active", "有效"),
    ("EASED", "being eased", "放宽中"),
    ("AGREED", "agreed", "已商定"),
    ("ANNOUNCED", "announced", "已宣布"),
    ("REQUESTED", "requested", "已要求"),
    ("DISCUSSED", "discussed", "商谈中"),
    ("CONSIDERED", "considered", "考虑中"),
    ("DENIED", "denied", "被否认"),
    ("ENDED", "ended", "已结束"),
    ("EXPORT", "export", "出口"),
    ("CONTRACT", "contract", "合同"),
    ("NEGOTIATION", "negotiation", "谈判"),
    ("OPERATION", "operation", "运营"),
    ("OWNERSHIP", "ownership", "持有"),
    ("LOCATION", "location", "所在地"),
    ("MEMBERSHIP", "membership", "隶属"),
    ("PRODUCTION", "production", "生产"),
    ("CONSUMPTION", "consumption", "消费"),
    ("RESTRICTION", "restriction", "限制"),
    ("SUPPORT", "support", "支持"),
    ("BAN", "ban", "禁令"),
    ("LICENSING", "licensing", "许可证"),
    ("QUOTA", "quota", "配额"),
    ("TAX", "tax", "税"),
    ("CONTROL", "control", "管制"),
    ("OTHER", "other", "其他"),
    ("PLACE", "place", "地方"),
    ("ORGANIZATION", "organisation", "组织"),
    ("FACILITY", "facility", "设施"),
    ("INDUSTRY", "industry", "行业"),
    ("COMMODITY", "commodity", "商品"),
    ("MINING", "mining", "采矿"),
    ("CONCENTRATION", "concentration", "选矿"),
    ("REFINING", "refining", "精炼"),
    ("METAL", "metal", "金属冶炼"),
    ("MANUFACTURING", "manufacturing", "制造"),
    ("RECYCLING", "recycling", "回收"),
    ("ALSO_CALLED", "also called", "又名"),
    ("OF_COMMODITY", "works on", "加工对象"),
    ("PART_OF", "part of", "属于"),
    ("PERHAPS_SAME", "perhaps the same as", "可能就是"),
    ("A_PATH", "there is a path", "有一条路径"),
    ("NO_PATH", "there is no path", "没有路径"),
    ("NEAREST_WAYS", "the nearest ways:", "最接近的途径："),
    ("WOULD_BE_FIRM", "what would make it firm:", "要让它落实，需要："),
    ("WOULD_OPEN", "what would open one:", "要打通一条，需要："),
    ("LIFT", "lift", "解除"),
    ("ADD", "add", "增加"),
    ("TALKED_OF", "only talked of", "只在商谈"),
    ("KNOWN_LATER", "known later", "后来才知道"),
    ("LATER", "begins later", "以后才开始"),
    ("OTHER_COMMODITY", "of another commodity", "是别的商品"),
    ("STAGE_ORDER", "goes back along the stages", "环节倒退"),
    ("AGGREGATE", "leads through a total", "经过汇总项"),
    ("QUANTITY", "quantity", "数量"),
    ("VALUE", "value", "金额"),
    ("SHARE", "share", "份额"),
    ("QUANTITY_CHANGE", "change of quantity", "数量变化"),
    ("VALUE_CHANGE", "change of value", "金额变化"),
    ("SHARE_CHANGE", "change of share", "份额变化"),
    ("PRICE", "price", "价格"),
    ("PRICE_CHANGE", "change of price", "价格变化"),
    ("RESERVES", "reserves", "储量"),
    ("COUNT", "number", "数目"),
    ("HHI", "Herfindahl-Hirschman index", "赫芬达尔-赫希曼指数"),
    ("MAKES_80_PERCENT", "so many make 80 %", "占 80 % 的供应方数"),
    ("GAP", "by no named supplier", "没有名字的供应方"),
    ("TOTAL", "in all", "合计"),
    ("INDIRECT_ESTIMATE", "through others (an estimate)", "经他方（估计）"),
    ("THROUGH", "through", "经"),
    ("UNTRACED", "from suppliers of whose own supply no figures tell", "来源无数据的供应方"),
    ("UNNAMED", "from no named supplier", "没有名字的供应方"),
    ("NET_IMPORTS", "net imports", "净进口"),
    ("IMPORTS", "imports", "进口"),
    ("EXPORTS", "exports", "出口量"),
    ("NO_FIGURES", "no figures tell", "没有数据"),
    ("FIGURES", "figures that do not meet", "数据不符"),
    ("STATUS", "status", "状态"),
    ("COMPUTED_SHARE", "a share that the figures do not bear out", "份额与数据不符"),
    ("COMPUTED", "computed", "计算所得"),
    ("CERTAIN", "certain", "确定"),
    ("POSSIBLE", "possible", "可能"),
    ("BEFORE", "before", "之前"),
    ("AFTER", "after", "之后"),
    ("SIGNED", "signed", "签订"),
    ("AMENDED", "amended", "修订"),
    ("CLAIMED", "begins, as is said", "据称开始"),
    ("OVER", "over, as is said", "据称结束"),
    ("IMPOSED", "imposed", "实施"),
    ("LIFTED", "lifted", "解除"),
    ("SUPERSEDED", "replaced by a correction", "被更正"),
    ("RETRACTED", "taken back", "被撤回"),
    ("VALID_FROM", "from", "起始日"),
    ("VALID_TO", "until", "终止日"),
    ("PERIOD", "period", "统计期"),
    ("PUBLICATION", "published", "发表"),
    ("RECORDING", "recorded", "录入"),
    ("CARRIED", "no longer carried on", "不再沿用"),
    ("BEGAN", "began", "开始"),
    ("STANDING", "another standing", "落实程度不同"),
    ("ACCESS", "another access", "通行状况不同"),
    ("PATH", "another path", "路径不同"),
    ("BECAME_KNOWN", "became known", "新获知"),
    ("WITHDRAWN", "withdrawn", "不再采信"),
    ("APPEARED", "appeared", "新出现"),
    ("GONE", "gone", "不再有"),
    ("SUPPLIERS", "suppliers", "供应方"),
    ("PATHS", "paths", "路径"),
    ("LOST", "suppliers lost", "失去的供应方"),
    ("PATHS_BROKEN", "paths broken", "中断的路径"),
    ("FIGURES_BROKEN", "of the figures", "涉及数据"),
    ("ENTITY_CUT", "no path is left without:", "缺少以下各方，便没有路径："),
    ("RELATION_CUT", "no path is left without these relations:", "缺少以下关系，便没有路径："),
    ("NO_STATUS", "none", "无"),
    ("DIRECT", "direct", "直接"),
    ("INDIRECT", "indirect", "间接"),
    ("DISPUTED", "disputed", "有争议"),
    ("HELD_BACK_BY", "held back by", "限制"),
    ("AS_OF", "as of", "截至"),
    ("NOBODY", "nothing was found", "没有找到"),
    ("MORE", "there are more; `lodegraph query` pages through them", "还有更多；可用 `lodegraph query` 翻页"),
    ("INCOMPLETE", "the search met its bound, so something may be missing", "搜索达到上限，可能有遗漏"),
];

/// A word of the contract in a language, else in English; one that is not known as it is.
pub(super) fn word(of: &str, chinese: bool) -> &str {
    let known = WORDS.iter().find(|(name, ..)| *name == of);
    known.map_or(of, |(_, english, in_chinese)| if chinese { in_chinese } else { english })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{ClaimMode, EntityKind, Instrument, RelationKind, Stage, Status},
        questions::{access::Access, standing::Standing},
    };

    #[test]
    fn every_word_that_an_answer_can_hold_is_said_in_both_languages() {
        let words = Standing::ALL.map(Standing::as_str).into_iter();
        let words = words.chain(Access::ALL.map(Access::as_str));
        let words = words.chain(ClaimMode::ALL.iter().map(|m| m.as_str()));
        let words = words.chain(Status::ALL.iter().map(|s| s.as_str()));
        let words = words.chain(RelationKind::ALL.iter().map(|k| k.as_str()));
        let words = words.chain(Stage::ALL.iter().map(|s| s.as_str()));
        let words = words.chain(EntityKind::ALL.iter().map(|k| k.as_str()));
        for name in words.chain(Instrument::ALL.iter().map(|i| i.as_str())) {
            assert!(WORDS.iter().any(|(known, ..)| *known == name), "{name}");
            assert_ne!(word(name, true), word(name, false));
        }
    }

    #[test]
    fn no_word_is_there_twice() {
        for (i, (name, ..)) in WORDS.iter().enumerate() {
            assert!(WORDS[i + 1..].iter().all(|(other, ..)| other != name), "{name}");
        }
    }
}
