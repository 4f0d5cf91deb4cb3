//! Net trade: what an entity takes in less what it sends out.

use std::sync::Arc;

use async_graphql::{Object, SimpleObject};

use super::{
    at::At, by_table::ByTable, connection::SearchReport, entity::Entity, error::Fault, measure::Measure,
    statistics::FigureTable,
};
use crate::questions::net_trade::{self, NetTradeQuestion, net_trade};

/// What a question about net trade answers.
pub struct NetTrade(ByTable<NetTradeQuestion, net_trade::NetTrade>);

impl NetTrade {
    /// Asks.
    ///
    /// # Errors
    /// Where the question is none.
    pub async fn ask(at: At, question: NetTradeQuestion) -> Result<Self, Fault> {
        Ok(Self(ByTable::ask(at, question, net_trade).await?))
    }
}

/// What an entity takes in less what it sends out: an answer for each source, period, basis, unit, commodity and stage.
#[Object(serial)]
impl NetTrade {
    /// Who trades.
    async fn of(&self) -> Entity {
        self.0.entity(self.0.question.of)
    }

    /// The answers: those that have both ways first, then the newest period, then the firmest claims.
    async fn results(
        &self,
        #[graphql(desc = "So many, 20 unless asked, at most 1000.", default_with = "Some(20)")] first: Option<i32>,
    ) -> Result<Vec<NetTradeResult>, Fault> {
        self.0.first(first, |at, result| NetTradeResult { at, result })
    }

    /// How many answers there are.
    async fn result_count(&self) -> i32 {
        self.0.count()
    }

    /// What the search did.
    async fn search(&self) -> SearchReport {
        self.0.search()
    }
}

/// Both ways of trade, by one source over one period, on one basis and in one unit.
pub struct NetTradeResult {
    at: At,
    result: Arc<net_trade::NetTrade>,
}

impl NetTradeResult {
    fn side(&self, side: Option<&net_trade::Side>) -> Option<TradeSide> {
        let side = side?;
        let figure = match side.printed() {
            Some((figure, claim)) => Measure::new(self.at.clone(), figure.clone(), claim, true),
            None => Measure::computed(self.at.clone(), self.result.derived(side.amount)?, side.claims()),
        };
        Some(TradeSide { figure, stated: side.stated })
    }
}

/// Both ways of trade, by one source over one period, on one basis and in one unit.
#[Object(serial)]
impl NetTradeResult {
    /// Which figures. Its commodity is that of the first ones, where several are added up.
    async fn table(&self) -> Result<FigureTable, Fault> {
        let table = self.result.table().ok_or_else(|| Fault::internal("an answer has no figures"))?;
        Ok(FigureTable::seen(&self.at, table))
    }

    /// Of which commodity.
    async fn commodity(&self) -> Option<Entity> {
        self.result.commodity.map(|node| Entity::new(self.at.clone(), node))
    }

    /// The narrower commodities that are added up to it, where it has no figures of its own; none of them is within another.
    async fn parts(&self) -> Vec<Entity> {
        self.result.parts.iter().map(|&node| Entity::new(self.at.clone(), node)).collect()
    }

    /// All that is taken in. Null where no figure says.
    async fn imports(&self) -> Option<TradeSide> {
        self.side(self.result.imports.as_ref())
    }

    /// All that is sent out. Null where no figure says.
    async fn exports(&self) -> Option<TradeSide> {
        self.side(self.result.exports.as_ref())
    }

    /// Imports less exports, rounded to four places: below zero for a net exporter. Null where one side has no figure, or the period is unknown.
    async fn net_imports(&self) -> Option<Measure> {
        let figure = self.result.derived(self.result.net?)?;
        Some(Measure::computed(self.at.clone(), figure, self.result.claims()))
    }
}

/// All that goes one way.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct TradeSide {
    /// How much.
    figure: Measure,
    /// Whether that is a stated total (the figure of the world); else it is the sum of the partners, to which totals such as `areas nes` are not added.
    stated: bool,
}
