//! The contract's scalars. Ours are strings on the wire, and are checked when a document is validated; numbers of things are its Int.

use std::{io::Write, str::FromStr};

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, ServerResult, Value};

use super::written::{Of, Put};
use crate::model;

/// A number of things as an Int holds it: the greatest of these for more.
pub fn count(number: impl TryInto<i32>) -> i32 {
    number.try_into().unwrap_or(i32::MAX)
}

macro_rules! scalars {
    ($($(#[$doc:meta])* $name:ident($inner:ty), $example:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name(pub $inner);

        $(#[$doc])*
        #[Scalar]
        impl ScalarType for $name {
            fn parse(value: Value) -> InputValueResult<Self> {
                match &value {
                    Value::String(text) => <$inner>::from_str(text).map(Self).map_err(|_| {
                        InputValueError::custom(format!(concat!("`{}` is none; expected one such as `", $example, "`"), text))
                    }),
                    _ => Err(InputValueError::expected_type(value)),
                }
            }

            fn is_valid(value: &Value) -> bool {
                matches!(value, Value::String(text) if <$inner>::from_str(text).is_ok())
            }

            fn to_value(&self) -> Value {
                Value::String(self.0.to_string())
            }
        }

        impl Put for $name {
            fn put(&self, _: &Of<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
                // None is written with what JSON escapes, and memory takes everything.
                let _ = write!(out, "\"{}\"", self.0);
                Ok(())
            }
        }

        impl From<$inner> for $name {
            fn from(inner: $inner) -> Self {
                Self(inner)
            }
        }
    )+

    /// A scalar of the contract as it is written, for what to do about one that is none.
    pub(super) fn example(scalar: &str) -> Option<&'static str> {
        match scalar {
            $(stringify!($name) => Some($example),)+
            _ => None,
        }
    }

    /// Whether a value is one of a scalar of the contract; none where it has no such scalar.
    pub(super) fn is_valid(scalar: &str, value: &Value) -> Option<bool> {
        match scalar {
            $(stringify!($name) => Some(<$name as ScalarType>::is_valid(value)),)+
            _ => None,
        }
    }
    };
}

scalars! {
    /// A calendar date as precise as its source: `2025`, `2025-06` or `2025-06-13` (EDTF level 0). Never padded.
    PartialDate(model::PartialDate), "2025-06";
    /// A full calendar date, `2025-06-13`.
    Date(model::Day), "2025-06-13";
    /// An instant, RFC 3339, with its offset: `2025-06-13T10:33:00Z`.
    DateTime(model::Instant), "2025-06-13T10:33:00Z";
    /// An exact decimal number, sent as a string: `"10501.5"`.
    Decimal(rust_decimal::Decimal), "10501.5";
    /// A BCP 47 language tag, such as `en` or `zh`.
    Language(model::Language), "en";
    /// A position in the journal: a whole number, sent as a string: `"42"`. The first transaction has 1.
    Seq(model::Seq), "42";
}

impl Language {
    /// The default of the arguments that ask for one.
    pub(super) fn english() -> Option<Self> {
        Some(Self(model::Language::english()))
    }

    /// The language that was asked for; English where none was.
    pub(super) fn asked(asked: Option<Self>) -> model::Language {
        asked.map_or_else(model::Language::english, |l| l.0)
    }
}
