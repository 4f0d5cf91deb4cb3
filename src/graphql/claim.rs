//! Claims: the unit that is stored.

use async_graphql::{ID, Object, SimpleObject, Union};

use super::{
    at::At,
    document::Document,
    entity::Entity,
    enums::{ClaimMode, Status},
    error::Fault,
    measure::{Measure, Period},
    observation::Observation,
    relation::{
        Consumption, Contract, Export, Location, Membership, Negotiation, Operation, Ownership, Production, Relation,
        Restriction, Support,
    },
    scalars::{DateTime, Language, Seq},
    statement,
    text::Text,
    written::puts,
};
use crate::{
    graph::{Assessed, ClaimIndex, ClaimView, Found, Hold, SubjectIndex},
    model,
};

/// A claim in a view.
#[derive(Clone)]
pub struct Claim {
    at: At,
    index: ClaimIndex,
    /// Whether it holds, where that is known already.
    holds: Option<bool>,
}

impl Claim {
    /// A claim that the view sees.
    pub const fn new(at: At, index: ClaimIndex) -> Self {
        Self { at, index, holds: None }
    }

    /// A claim of which it is known whether it holds.
    pub const fn assessed(at: At, index: ClaimIndex, holds: bool) -> Self {
        Self { at, index, holds: Some(holds) }
    }

    /// One of a weighed list.
    pub fn weighed(at: &At, assessed: Assessed) -> Self {
        Self::assessed(at.clone(), assessed.claim, assessed.hold != Hold::No)
    }

    fn claim(&self) -> Result<ClaimView<'_>, Fault> {
        self.at.view().claim(self.index).ok_or_else(|| Fault::internal("a claim is not in its view"))
    }

    fn held(&self, claim: ClaimView<'_>) -> bool {
        self.holds.unwrap_or_else(|| claim.holds())
    }

    fn other(&self, index: Option<ClaimIndex>) -> Option<Self> {
        let index = index.filter(|&c| self.at.view().claim(c).is_some())?;
        Some(Self::new(self.at.clone(), index))
    }
}

/// What one source, or several, assert: the unit that is stored. Never changed; a later claim may supersede it, a retraction may end it.
#[Object(serial)]
impl Claim {
    /// Its key, and the view that it is seen in.
    pub async fn id(&self) -> Result<ID, Fault> {
        Ok(self.at.id(self.claim()?.key()))
    }

    /// The caller's own, or made from the content; lasting, the same in every view.
    async fn key(&self) -> Result<ID, Fault> {
        Ok(ID(self.claim()?.key()))
    }

    /// The relation or the observation that it speaks of.
    async fn about(&self) -> Result<ClaimSubject, Fault> {
        ClaimSubject::of(&self.at, self.claim()?.about())
    }

    /// Whether it holds on the view's date.
    async fn holds(&self) -> Result<bool, Fault> {
        Ok(self.held(self.claim()?))
    }

    /// The claim as one sentence; made from its parts, in English or Chinese, where nobody wrote one.
    async fn statement(
        &self,
        #[graphql(
            desc = "The language; where nobody wrote it in this one, another may be shown.",
            default_with = "Language::english()"
        )]
        language: Option<Language>,
    ) -> Result<String, Fault> {
        let (claim, language) = (self.claim()?, Language::asked(language));
        let written = model::pick(claim.statement(), &language);
        Ok(written.map_or_else(|| statement::made(self.at.view(), claim, &language), str::to_owned))
    }

    /// The sentence as it was written, in every language; empty where it is made from the parts.
    async fn statements(&self) -> Result<Vec<Text>, Fault> {
        Ok(Text::all(self.claim()?.statement()))
    }

    /// A remark.
    async fn note(
        &self,
        #[graphql(desc = "The language, else the first in which there is one.", default_with = "Language::english()")]
        language: Option<Language>,
    ) -> Result<Option<String>, Fault> {
        Ok(model::pick(self.claim()?.note(), &Language::asked(language)).map(str::to_owned))
    }

    /// The remark in every language in which there is one.
    async fn notes(&self) -> Result<Vec<Text>, Fault> {
        Ok(Text::all(self.claim()?.note()))
    }

    /// Of an observation: what this claim says in words, in every language in which it does.
    async fn texts(&self) -> Result<Vec<Text>, Fault> {
        Ok(self.claim()?.details().map_or_else(Vec::new, |details| Text::all(&details.text)))
    }

    /// How it is made.
    async fn mode(&self) -> Result<ClaimMode, Fault> {
        Ok(self.claim()?.mode().into())
    }

    /// How firm it says the relation is; null where it says only figures or words.
    async fn status(&self) -> Result<Option<Status>, Fault> {
        Ok(self.claim()?.status().map(Into::into))
    }

    /// When what it says begins and ends, as written.
    async fn valid(&self) -> Result<Period, Fault> {
        let claim = self.claim()?;
        Ok(Period::of(claim.valid(), claim.valid_as_printed()))
    }

    /// Its figures.
    async fn measures(&self) -> Result<Vec<Measure>, Fault> {
        let claim = self.claim()?;
        let holds = self.held(claim);
        let figure = |figure| Measure::new(self.at.clone(), figure, self.index, holds);
        Ok(claim.measures().into_iter().map(figure).collect())
    }

    /// The named third party whose word it is: Barclays, say. Several are candidates, where the name fits more than one.
    async fn said_by(&self) -> Result<Vec<Entity>, Fault> {
        Ok(self.claim()?.said_by().into_iter().map(|node| Entity::new(self.at.clone(), node)).collect())
    }

    /// Where it can be read: the documents in print, in the order given.
    async fn evidence(&self) -> Result<Vec<Evidence>, Fault> {
        let evidence = self.claim()?.evidence().into_iter().map(|e| Evidence {
            document: Document::new(self.at.clone(), e.document),
            locator: e.locator.map(str::to_owned),
            quote: e.quote.map(str::to_owned),
        });
        Ok(evidence.collect())
    }

    /// When it was recorded.
    async fn recorded_at(&self) -> Result<DateTime, Fault> {
        Ok(DateTime(self.claim()?.recorded_at()))
    }

    /// The transaction that recorded it.
    async fn seq(&self) -> Result<Seq, Fault> {
        Ok(Seq(self.claim()?.seq()))
    }

    /// The claim that it corrects.
    async fn supersedes(&self) -> Result<Option<Claim>, Fault> {
        Ok(self.other(self.claim()?.supersedes()))
    }

    /// The claim whose terms it changes by agreement (a contract's amendment).
    async fn amends(&self) -> Result<Option<Claim>, Fault> {
        Ok(self.other(self.claim()?.amends()))
    }

    /// The claim that corrects it, if that is recorded and in print.
    async fn superseded_by(&self) -> Result<Option<Claim>, Fault> {
        Ok(self.other(self.claim()?.superseded_by()))
    }

    /// Its end by a judgement, if that is recorded.
    async fn retraction(&self) -> Result<Option<Retraction>, Fault> {
        let retraction = self.claim()?.retraction();
        Ok(retraction.map(|r| Retraction { at: DateTime(r.at), seq: Seq(r.seq), reason: r.reason.to_owned() }))
    }

    /// Claims about the same whose figures cannot be true beside its own, in the order of recording. A contract and its
    /// amendment do not conflict, nor do figures of two years.
    async fn conflicts_with(&self) -> Vec<Claim> {
        let conflicts = self.at.view().conflicts_with(self.index);
        conflicts.into_iter().map(|(index, _)| Self::new(self.at.clone(), index)).collect()
    }
}

puts! {
    Claim {
        "id" => id,
        "key" => key,
        "holds" => holds,
        "statement" => statement(Language::english()),
        "statements" => statements,
        "note" => note(Language::english()),
        "notes" => notes,
        "texts" => texts,
        "mode" => mode,
        "status" => status,
        "measures" => measures,
        "evidence" => evidence,
        "valid" => valid,
        "saidBy" => said_by,
        "recordedAt" => recorded_at,
        "seq" => seq,
        "supersedes" => supersedes,
        "amends" => amends,
        "supersededBy" => superseded_by,
        "retraction" => retraction,
    }
    Evidence { "document" => document, "locator" => locator, "quote" => quote }
    Retraction { "at" => at, "seq" => seq, "reason" => reason }
}

/// Where a claim can be read.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct Evidence {
    /// The document.
    document: Document,
    /// As the source numbers it: `[11]`.
    locator: Option<String>,
    /// The source's words; null once the document's text is struck out.
    quote: Option<String>,
}

/// The end of a claim by a judgement.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct Retraction {
    /// When it was recorded.
    at: DateTime,
    /// The transaction that recorded it.
    seq: Seq,
    /// Why.
    reason: String,
}

/// What a claim speaks of: a relation or an observation.
#[derive(Union)]
pub enum ClaimSubject {
    /// Goods go somewhere.
    Export(Export),
    /// A government holds goods back.
    Restriction(Restriction),
    /// A buyer engages a supplier.
    Contract(Contract),
    /// A commodity is made.
    Production(Production),
    /// A commodity is used.
    Consumption(Consumption),
    /// A facility or an industry is run.
    Operation(Operation),
    /// Something lies in a place.
    Location(Location),
    /// Something is owned.
    Ownership(Ownership),
    /// Something is part of a whole.
    Membership(Membership),
    /// Two sides talk.
    Negotiation(Negotiation),
    /// A government backs something.
    Support(Support),
    /// A fact about one entity.
    Observation(Observation),
}

impl ClaimSubject {
    /// What claims of a view speak of.
    ///
    /// # Errors
    /// Where the view has not heard of it.
    pub fn of(at: &At, about: SubjectIndex) -> Result<Self, Fault> {
        match at.view().spoken_of(about) {
            Some(Found::Relation(relation)) => Ok(Relation::of(at, relation).into()),
            Some(Found::Observation(seen)) => Ok(Observation::new(at.clone(), seen.index).into()),
            _ => Err(Fault::internal("a claim is about nothing")),
        }
    }
}
