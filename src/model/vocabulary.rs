//! The closed vocabularies, in the contract's words.

use std::{fmt, str::FromStr};

use super::Invalid;

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident, $what:literal { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// All of them, in the contract's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The contract's word.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The contract's word with its article, for messages: `an EXPORT`.
            pub fn with_article(self) -> String {
                let word = self.as_str();
                let article = if word.starts_with(['A', 'E', 'I', 'O', 'U']) { "an" } else { "a" };
                format!("{article} {word}")
            }

            /// The place in [`Self::ALL`]; lasting, so that it may be written down.
            pub const fn code(self) -> u8 {
                self as u8
            }

            /// The one at this place of [`Self::ALL`].
            pub fn from_code(code: u8) -> Option<Self> {
                Self::ALL.get(usize::from(code)).copied()
            }
        }

        impl FromStr for $name {
            type Err = Invalid;
            fn from_str(text: &str) -> Result<Self, Invalid> {
                Self::ALL.iter().copied().find(|v| v.as_str() == text).ok_or_else(|| {
                    let words: Vec<_> = Self::ALL.iter().map(|v| v.as_str()).collect();
                    Invalid::new(format!(concat!("`{}` is no ", $what, "; expected one of {}"), text, words.join(", ")))
                })
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

vocabulary! {
    /// What an entity is.
    EntityKind, "kind of entity" {
        /// A country, a territory, a state, a region, the world.
        Place = "PLACE",
        /// A company, a ministry, an association, a government.
        Organization = "ORGANIZATION",
        /// A mine, a plant.
        Facility = "FACILITY",
        /// All who perform one step of the chain in a place.
        Industry = "INDUSTRY",
        /// A thing traded.
        Commodity = "COMMODITY",
    }
}

vocabulary! {
    /// What an edge says, and which way goods flow along it.
    RelationKind, "kind of relation" {
        /// Exporter to importer.
        Export = "EXPORT",
        /// Government to target; crosses other edges.
        Restriction = "RESTRICTION",
        /// Buyer to supplier.
        Contract = "CONTRACT",
        /// Producer to commodity.
        Production = "PRODUCTION",
        /// User to commodity.
        Consumption = "CONSUMPTION",
        /// Organisation to facility or industry.
        Operation = "OPERATION",
        /// What lies in a place, to that place.
        Location = "LOCATION",
        /// Owner to owned.
        Ownership = "OWNERSHIP",
        /// Part to whole.
        Membership = "MEMBERSHIP",
        /// Seeker to counterpart.
        Negotiation = "NEGOTIATION",
        /// Government to what it backs.
        Support = "SUPPORT",
    }
}

impl RelationKind {
    /// The first part of a relation's key: `export`.
    pub fn prefix(self) -> String {
        self.as_str().to_ascii_lowercase()
    }
}

vocabulary! {
    /// A step of the chain from ore to product.
    Stage, "stage" {
        /// Taking ore out of the ground.
        Mining = "MINING",
        /// Ore to concentrate.
        Concentration = "CONCENTRATION",
        /// Separation and refining to oxides and compounds.
        Refining = "REFINING",
        /// Oxides to metals and alloys.
        Metal = "METAL",
        /// Metals to products such as magnets.
        Manufacturing = "MANUFACTURING",
        /// Scrap back to material.
        Recycling = "RECYCLING",
    }
}

impl Stage {
    /// Where the stage stands along the flow of goods: recycling first, since it may come before any other.
    pub const fn rank(self) -> u8 {
        match self {
            Self::Recycling => 0,
            Self::Mining => 1,
            Self::Concentration => 2,
            Self::Refining => 3,
            Self::Metal => 4,
            Self::Manufacturing => 5,
        }
    }
}

vocabulary! {
    /// How firm a relation is, weakest first; then ended.
    Status, "status" {
        /// A source says that it does not exist.
        Denied = "DENIED",
        /// Thought of.
        Considered = "CONSIDERED",
        /// Talked about.
        Discussed = "DISCUSSED",
        /// Asked for.
        Requested = "REQUESTED",
        /// Made public, not yet done.
        Announced = "ANNOUNCED",
        /// Signed or decided.
        Agreed = "AGREED",
        /// In force, being relaxed.
        Eased = "EASED",
        /// In force, being delivered, running.
        Active = "ACTIVE",
        /// Over.
        Ended = "ENDED",
    }
}

vocabulary! {
    /// How a claim is made, strongest first.
    ClaimMode, "mode of a claim" {
        /// An official record.
        Official = "OFFICIAL",
        /// Stated as a fact.
        Reported = "REPORTED",
        /// A named third party's word.
        Attributed = "ATTRIBUTED",
        /// An unnamed third party's word.
        Hearsay = "HEARSAY",
        /// A reading or a forecast; never sets a state.
        Opinion = "OPINION",
    }
}

vocabulary! {
    /// The kind of an export restriction, in the terms of OECD's inventory.
    Instrument, "instrument" {
        /// Nothing may pass.
        Ban = "BAN",
        /// Passes with a licence.
        Licensing = "LICENSING",
        /// Passes up to an amount.
        Quota = "QUOTA",
        /// Passes at a duty.
        Tax = "TAX",
        /// The source names no kind.
        Control = "CONTROL",
        /// Another kind.
        Other = "OTHER",
    }
}

vocabulary! {
    /// What a figure measures.
    Metric, "metric" {
        /// Mass or number of goods.
        Quantity = "QUANTITY",
        /// Money.
        Value = "VALUE",
        /// Part of a whole.
        Share = "SHARE",
        /// Change of a quantity against a base period.
        QuantityChange = "QUANTITY_CHANGE",
        /// Change of a value against a base period.
        ValueChange = "VALUE_CHANGE",
        /// Change of a share against a base period.
        ShareChange = "SHARE_CHANGE",
        /// Money per mass.
        Price = "PRICE",
        /// Change of a price against a base period.
        PriceChange = "PRICE_CHANGE",
        /// What is in the ground and worth mining.
        Reserves = "RESERVES",
        /// A number of things or people.
        Count = "COUNT",
        /// No defined measure: never compared.
        Other = "OTHER",
    }
}

impl Metric {
    /// Whether zero means that there is nothing; a change of zero does not.
    pub const fn is_level(self) -> bool {
        !matches!(self, Self::QuantityChange | Self::ValueChange | Self::ShareChange | Self::PriceChange | Self::Other)
    }
}

vocabulary! {
    /// What somebody may do; each may do what those before it may.
    Role, "role" {
        /// Asks and follows.
        Reader = "reader",
        /// Writes.
        Editor = "editor",
        /// Takes a document's text away, and takes backups.
        Admin = "admin",
    }
}
