//! The sentences. In braces stands the variable that a part fills: names, dates and commodities are put there by `filling.rs`.

/// What is asked, and how.
pub type Sentences = &'static [(&'static str, &'static str)];

pub const ENGLISH: Sentences = &[
    ("SUPPLIERS", "who supplies {of}"),
    ("SUPPLIERS", "Who supplies {of}, as of {asOf}?"),
    ("SUPPLIERS", "which countries supply {of} with {commodity} as of {asOf}"),
    ("SUPPLIERS", "who sells {commodity} to {of} in {asOf}?"),
    ("SUPPLIERS", "on {asOf} who exported {commodity} to {of}"),
    ("SUPPLIERS", "list all the suppliers of {of} as of {asOf}"),
    ("SUPPLIERS", "what are the {standings} suppliers to {of}"),
    ("SUPPLIERS", "{of}'s {commodity} suppliers as of {asOf}"),
    ("SUPPLIERS", "who does {of} depend on for {commodity}"),
    ("SUPPLIERS", "where does {of} get its {commodity} from, as of {asOf}"),
    ("SUPPLIERS", "suppliers of {of} avoiding {avoid} as of {asOf}"),
    ("SUPPLIERS", "suppliers of {of} at the {stage} stage as of {asOf}"),
    ("SUPPLIERS", "who supplies {of} as of {asOf}, by what was in print on {publishedBy}"),
    ("CUSTOMERS", "whom does {of} supply"),
    ("CUSTOMERS", "to whom does {of} sell {commodity} as of {asOf}"),
    ("CUSTOMERS", "who buys {commodity} from {of} as of {asOf}"),
    ("CUSTOMERS", "customers of {of} in {asOf}"),
    ("CUSTOMERS", "As of {asOf}, who depends on {of} for {commodity}?"),
    ("CUSTOMERS", "{of}'s customers, as of {asOf}"),
    ("PATHS", "how does {from} reach {to} as of {asOf}"),
    ("PATHS", "how can {from} supply {to} with {commodity} as of {asOf}"),
    ("PATHS", "what are the supply routes from {from} to {to} as of {asOf}"),
    ("PATHS", "how does {commodity} get from {from} to {to}"),
    ("PATHS", "paths between {from} and {to} not through {avoid} as of {asOf}"),
    ("ENTITY", "what is {about}"),
    ("ENTITY", "tell me about {about} as of {asOf}"),
];

pub const CHINESE: Sentences = &[
    ("SUPPLIERS", "谁供应{of}"),
    ("SUPPLIERS", "截至{asOf}，谁供应{of}？"),
    ("SUPPLIERS", "哪些国家向{of}出口{commodity}，截至{asOf}"),
    ("SUPPLIERS", "在{asOf}，{of}的{commodity}供应商有哪些"),
    ("SUPPLIERS", "{of}的{standings}供应商"),
    ("SUPPLIERS", "截至{asOf}{of}在{stage}环节的供应商"),
    ("SUPPLIERS", "据{publishedBy}前发表的资料，截至{asOf}，谁供应{of}"),
    ("CUSTOMERS", "{of}供应谁"),
    ("CUSTOMERS", "截至{asOf}谁从{of}进口{commodity}"),
    ("CUSTOMERS", "{of}的客户有哪些，截至{asOf}"),
    ("CUSTOMERS", "{of}的{commodity}卖给谁？"),
    ("PATHS", "{from}如何到达{to}"),
    ("PATHS", "截至{asOf}，从{from}到{to}的{commodity}供应路径有哪些"),
    ("PATHS", "从{from}到{to}不经过{avoid}的路径"),
    ("ENTITY", "{about}是什么"),
    ("ENTITY", "截至{asOf}，介绍一下{about}"),
];
