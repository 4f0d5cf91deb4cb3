//! What can be asked in words, and the parts that such a question has. Plain values; the grammar files name them by the contract's words.

use petgraph::graph::NodeIndex;

use crate::model::Day;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// All, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The contract's word.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

        }
    )+};
}

words! {
    /// What a question asks for.
    Asks {
        /// Who supplies somebody.
        Suppliers = "SUPPLIERS",
        /// Whom somebody supplies.
        Customers = "CUSTOMERS",
        /// The ways for goods from one to another.
        Paths = "PATHS",
        /// Why one does not supply another.
        WhyNot = "WHY_NOT",
        /// How much of a supply comes from one.
        Exposure = "EXPOSURE",
        /// How concentrated a supply is.
        Concentration = "CONCENTRATION",
        /// Without whom a supply breaks.
        Chokepoints = "CHOKEPOINTS",
        /// Which claims cannot all be true.
        Conflicts = "CONFLICTS",
        /// What happened.
        Timeline = "TIMELINE",
        /// What is different on another day.
        Diff = "DIFF",
        /// What is different in a scenario.
        WhatIf = "WHAT_IF",
        /// Imports less exports.
        NetTrade = "NET_TRADE",
        /// How many relations, in groups.
        Groups = "GROUPS",
        /// What an entity is.
        Entity = "ENTITY",
    }

    /// What a part of a question is to it.
    Role {
        /// Whose suppliers, whose supply.
        Of = "OF",
        /// Where goods start.
        From = "FROM",
        /// Where goods end; upon whom somebody depends.
        To = "TO",
        /// What is told of.
        About = "ABOUT",
        /// Of which commodity.
        Commodity = "COMMODITY",
        /// Past whom.
        Avoid = "AVOID",
        /// At which stage.
        Stage = "STAGE",
        /// How real.
        Standing = "STANDING",
        /// By which figures.
        Metric = "METRIC",
        /// By what they are grouped.
        Grouping = "GROUPING",
        /// From this day on.
        Since = "SINCE",
        /// Up to this day.
        Until = "UNTIL",
        /// Held against this day.
        ToDate = "TO_DATE",
        /// What is supposed to be otherwise.
        Change = "CHANGE",
        /// Who is supposed to fall away.
        IfRemoved = "IF_REMOVED",
        /// Who is supposed to do something.
        IfFrom = "IF_FROM",
        /// To whom.
        IfTo = "IF_TO",
        /// With which commodity.
        IfCommodity = "IF_COMMODITY",
        /// By which instrument goods are held back that are supposed to pass.
        IfInstrument = "IF_INSTRUMENT",
        /// True on this day.
        AsOf = "AS_OF",
        /// By what was recorded up to this day.
        KnownAt = "KNOWN_AT",
        /// By what was in print on this day.
        PublishedBy = "PUBLISHED_BY",
    }
}

/// What the words of a part mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// An entity.
    Entity(NodeIndex),
    /// A day; of a month or a year the first or the last one, as the part needs it.
    Day(Day),
    /// A word of the contract, such as `REFINING`.
    Word(&'static str),
}

/// Words of a question, by where they stand in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// As they are written.
    pub text: String,
    /// Where they begin, in UTF-16 code units, as pages count.
    pub start: usize,
    /// Where they end.
    pub end: usize,
}

/// A part of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is to the question.
    pub role: Role,
    /// Its words.
    pub words: Words,
    /// What they mean.
    pub meaning: Meaning,
}

impl Role {
    /// Whether it is a part of what is supposed to be otherwise.
    pub const fn is_of_change(self) -> bool {
        use Role::{Change, IfCommodity, IfFrom, IfInstrument, IfRemoved, IfTo};
        matches!(self, Change | IfRemoved | IfFrom | IfTo | IfCommodity | IfInstrument)
    }
}

impl Asks {
    /// Whether such a question can have such a part.
    pub const fn has(self, role: Role) -> bool {
        use Asks::{
            Concentration, Conflicts, Customers, Diff, Entity, Exposure, Groups, NetTrade, Paths, Suppliers, Timeline,
            WhatIf, WhyNot,
        };
        match role {
            Role::AsOf | Role::KnownAt | Role::PublishedBy => true,
            Role::Change | Role::IfRemoved | Role::IfFrom | Role::IfTo | Role::IfCommodity | Role::IfInstrument => true,
            Role::Of => !matches!(self, Paths | WhyNot | Conflicts | Timeline | Diff | WhatIf | Entity),
            Role::From => matches!(self, Paths | WhyNot),
            Role::To => matches!(self, Paths | WhyNot | Exposure),
            Role::About => matches!(self, Conflicts | Timeline | Diff | WhatIf | Entity),
            Role::Commodity => !matches!(self, Conflicts | Timeline | Diff | WhatIf | Entity),
            Role::Avoid => matches!(self, Suppliers | Customers | Paths),
            Role::Stage => matches!(self, Suppliers | Customers | NetTrade),
            Role::Standing => matches!(self, Suppliers | Customers),
            Role::Metric => matches!(self, Exposure | Concentration | NetTrade),
            Role::Grouping => matches!(self, Groups),
            Role::Since | Role::Until => matches!(self, Timeline),
            Role::ToDate => matches!(self, Diff),
        }
    }
}
