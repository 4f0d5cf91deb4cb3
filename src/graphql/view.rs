//! A view: the dates that it is fixed to, and the questions that can be asked of it.

use async_graphql::{Context, ID, MergedObject, Object};

use super::{
    at::At,
    questions::Questions,
    scalars::{Date, DateTime, Seq},
};

/// Everything that can be asked, on one pair of dates. `Query` has the same fields, for today and all that is known now.
#[derive(MergedObject)]
#[graphql(serial)]
pub struct View(Dated, Questions);

impl View {
    /// The id of the view of today and all that is known now.
    pub const NOW: &'static str = "@now";

    /// The view itself as an object.
    pub fn at(at: At) -> Self {
        Self(Dated(at.clone()), Questions::new(at))
    }

    /// Its id.
    ///
    /// # Errors
    /// None; an interface's fields may fail.
    pub async fn id(&self, _: &Context<'_>) -> async_graphql::Result<ID> {
        Ok(self.0.own_id())
    }
}

/// What a view is fixed to.
pub struct Dated(At);

impl Dated {
    fn own_id(&self) -> ID {
        let suffix = self.0.suffix();
        ID(if self.0.dates().is_some() { suffix.to_owned() } else { format!("{}{suffix}", View::NOW) })
    }
}

/// What a view is fixed to.
#[Object(serial)]
impl Dated {
    /// The dates themselves, encoded: a client may refetch by it. A scenario's id ends in `~` and stands for what it changes; it cannot be
    /// refetched by it.
    async fn id(&self) -> ID {
        self.own_id()
    }

    /// When it is true.
    async fn as_of(&self) -> Date {
        Date(self.0.pin().as_of)
    }

    /// By when it was recorded; null for all that is known.
    async fn known_at(&self) -> Option<DateTime> {
        self.0.pin().known_at.map(DateTime)
    }

    /// By when it was in print; null where that does not matter.
    async fn published_by(&self) -> Option<Date> {
        self.0.pin().published_by.map(Date)
    }

    /// The last transaction that it sees.
    async fn seq(&self) -> Seq {
        Seq(self.0.pin().seq)
    }
}
