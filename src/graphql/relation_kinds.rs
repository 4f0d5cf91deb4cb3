//! The eleven kinds of relation, each with what it alone has.

use std::ops::Deref;

use async_graphql::{ContainerType, Context, ID, Object, ServerResult, SimpleObject, Value};
use petgraph::graph::EdgeIndex;

use super::{
    at::{At, apart},
    claim::{Claim, ClaimSubject},
    entity::Entity,
    enums::{Access, Instrument, Metric},
    error::Fault,
    fresh::Fresh,
    measure::Measure,
    node::Node,
    page::{Asked, Page, Place},
    relation::{Relation, Shared},
    relations::Relations,
    scalars::PartialDate,
    supply::restrictions,
    written::{Of, Put, Writes},
};
use crate::{
    graph::{Assessed, ClaimView},
    model,
    questions::access::{access_of, affected},
};

macro_rules! relations {
    ($($(#[$doc:meta])* $kind:ident { $($own:tt)* })+) => {
        $(
            $(#[$doc])*
            #[derive(Clone)]
            pub struct $kind(pub(super) Shared);

            impl Deref for $kind {
                type Target = Shared;

                fn deref(&self) -> &Shared {
                    &self.0
                }
            }

            $(#[$doc])*
            #[Object(serial)]
            impl $kind {
                /// Its key, and the view that it is seen in.
                pub async fn id(&self, ctx: &Context<'_>) -> Result<ID, Fault> {
                    self.0.id(ctx).await
                }

                #[graphql(flatten)]
                async fn shared(&self) -> Fresh<'_, Shared> {
                    Fresh(&self.0)
                }

                $($own)*
            }
        )+

        impl Relation {
            /// A relation by its kind.
            pub(super) fn of_kind(kind: model::RelationKind, shared: Shared) -> Self {
                match kind {
                    $(model::RelationKind::$kind => Self::$kind($kind(shared)),)+
                }
            }
        }

        $(
            impl Writes for $kind {}

            impl Put for $kind {
                fn put(&self, of: &Of<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
                    self.0.put(of, out)
                }
            }
        )+

        impl Put for Relation {
            fn put(&self, of: &Of<'_>, out: &mut Vec<u8>) -> ServerResult<()> {
                match self {
                    $(Self::$kind(relation) => relation.put(of, out),)+
                }
            }
        }

        impl Writes for Relation {
            async fn resolve_any(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
                match self {
                    $(Self::$kind(relation) => relation.resolve_field(ctx).await,)+
                }
            }
        }

        impl From<Relation> for Node {
            fn from(relation: Relation) -> Self {
                match relation {
                    $(Relation::$kind(relation) => Self::$kind(relation),)+
                }
            }
        }

        impl From<Relation> for ClaimSubject {
            fn from(relation: Relation) -> Self {
                match relation {
                    $(Relation::$kind(relation) => Self::$kind(relation),)+
                }
            }
        }
    };
}

relations! {
    /// Goods go from `from` to `to`.
    Export {
        /// Whether goods can pass, by the restrictions that cross it.
        async fn access(&self) -> Result<Access, Fault> {
            Ok(access_of(self.at.view(), self.relation()?).0.into())
        }

        /// The restrictions that cross it and do something: what holds back most first.
        async fn restrictions(&self) -> Result<Vec<Restriction>, Fault> {
            Ok(restrictions(&self.at, &access_of(self.at.view(), self.relation()?).1))
        }
    }

    /// A government (`from`) holds back goods for `to`: a place, or the world.
    Restriction {
        /// Of what kind it is; CONTROL where the source names none.
        async fn instrument(&self) -> Result<Instrument, Fault> {
            Ok(self.relation()?.instrument().map_or(Instrument::Control, Into::into))
        }

        /// Who is told: state-owned firms, say.
        async fn addressee(&self) -> Result<Option<Entity>, Fault> {
            Ok(self.relation()?.detail(|claim| claim.addressee()).map(|node| self.entity(node)))
        }

        /// The relations that it crosses, by key: those along which goods leave its `from`, or what belongs to that, for its `to`. A
        /// bounded search; where it met its bound the list is not counted.
        async fn affects(
            &self,
            ctx: &Context<'_>,
            #[graphql(desc = "So many, 20 unless asked, at most 1000.")] first: Option<i32>,
            #[graphql(desc = "From behind this cursor.")] after: Option<String>,
        ) -> Result<Relations, Fault> {
            let page = Page::open(ctx, &self.at, &self.lasting_key()?, Asked::forward(first, after))?;
            let (at, edge) = (page.at.clone(), self.edge);
            let read = apart(move || {
                let view = page.at.view();
                let found = view.shown(edge).map(|relation| affected(view, relation, page.at.bounds()));
                let edges = found.map_or_else(Vec::new, |searched| searched.answer);
                let kinds = edges.into_iter().filter_map(|edge| Some((view.shown(edge)?.kind(), edge)));
                page.walk(kinds.enumerate().map(|(n, found)| (Place::nth(n), found)))
            });
            Ok(Relations::of(at, read.await?))
        }
    }

    /// A buyer (`from`) engages a supplier (`to`). Its value changes by amendment, never by a second contract.
    Contract {
        /// What for.
        async fn purpose(&self) -> Result<Option<String>, Fault> {
            Ok(self.relation()?.detail(|claim| claim.details()?.purpose.clone()))
        }

        /// The facility that it is about.
        async fn facility(&self) -> Result<Option<Entity>, Fault> {
            Ok(self.relation()?.detail(|claim| claim.facility()).map(|node| self.entity(node)))
        }

        /// What it is worth, by the strongest claim that says so; a later amendment goes before the original.
        async fn value(&self) -> Result<Option<Measure>, Fault> {
            self.strongest(Metric::Value)
        }

        /// When it was signed.
        async fn signed(&self) -> Result<Option<PartialDate>, Fault> {
            Ok(self.relation()?.detail(|claim| claim.details()?.signed).map(PartialDate))
        }

        /// How its terms were changed by agreement, the earliest first; of those that have begun by the view's date.
        async fn amendments(&self) -> Result<Vec<Amendment>, Fault> {
            let view = self.at.view();
            let begun = self.relation()?.claims().into_iter().filter(|a| a.begun);
            let mut amendments: Vec<_> = begun
                .filter_map(|a| Some((a, view.claim(a.claim)?)))
                .filter(|(_, claim)| claim.amends().is_some())
                .collect();
            amendments.sort_by_key(|(_, claim)| (claim.begins(), claim.key()));
            let measured = |claim: ClaimView<'_>| {
                let periods = claim.measures().into_iter().filter_map(|figure| figure.period);
                periods.map(|period| period.from).min_by_key(|date| date.first())
            };
            let amendment = |(assessed, claim): (Assessed, ClaimView<'_>)| Amendment {
                when: claim.valid().0.or_else(|| measured(claim)).map(PartialDate),
                value: Measure::strongest(&self.at, &[assessed], Metric::Value),
                claim: Claim::weighed(&self.at, assessed),
            };
            Ok(amendments.into_iter().map(amendment).collect())
        }
    }

    /// `from` makes the commodity `to` at a stage.
    Production {
        /// Its share, as a rule of the world's, by the strongest claim that gives one.
        async fn share(&self) -> Result<Option<Measure>, Fault> {
            self.strongest(Metric::Share)
        }
    }

    /// `from` uses the commodity `to`.
    Consumption {
        /// Its share, by the strongest claim that gives one.
        async fn share(&self) -> Result<Option<Measure>, Fault> {
            self.strongest(Metric::Share)
        }
    }

    /// An organisation (`from`) runs, builds or will run the facility or industry `to`.
    Operation {}

    /// A facility, industry or organisation (`from`) is in the place `to`.
    Location {}

    /// `from` owns `to`, or a part of it.
    Ownership {
        /// How much of it, by the strongest claim that says so.
        async fn share(&self) -> Result<Option<Measure>, Fault> {
            self.strongest(Metric::Share)
        }
    }

    /// `from` is a part of `to`: a department of its government, a company of its group.
    Membership {}

    /// Two sides talk; `potentialSupply` says whether the talk is of `to` supplying `from`.
    Negotiation {
        /// What about.
        async fn topic(&self) -> Result<Option<String>, Fault> {
            Ok(self.relation()?.detail(|claim| claim.details()?.topic.clone()))
        }

        /// Whether it is about `to` supplying `from`; false where no claim, and no scenario, says so.
        async fn potential_supply(&self) -> Result<bool, Fault> {
            Ok(self.relation()?.potential_supply())
        }
    }

    /// A government (`from`) backs an industry, an organisation or a facility: by a law, a grant, a loan, a rule that it eases.
    Support {
        /// By what.
        async fn means(&self) -> Result<Option<String>, Fault> {
            Ok(self.relation()?.detail(|claim| claim.details()?.means.clone()))
        }
    }
}

impl Restriction {
    /// The restriction under an edge.
    pub(super) const fn at(at: At, edge: EdgeIndex) -> Self {
        Self(Shared { at, edge })
    }
}

/// A change of a contract's terms by agreement.
#[derive(SimpleObject)]
#[graphql(serial)]
pub struct Amendment {
    /// When it took effect, else where the period of its figures begins; null where no source gives a date.
    when: Option<PartialDate>,
    /// What the contract is worth by it.
    value: Option<Measure>,
    /// The claim that tells it.
    claim: Claim,
}
