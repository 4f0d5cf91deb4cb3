//! The lists of everything: entities, claims, documents.

use std::collections::HashSet;

use petgraph::{Direction, graph::NodeIndex};

use super::{
    enums::{DocumentOrder, EntityOrder},
    error::Fault,
    filters::{ClaimFilter, DocumentFilter, EntityFilter},
    named,
    page::{Page, Place, Read},
};
use crate::{
    graph::{ClaimIndex, ClaimView, DocumentIndex, Found, KindSet, VersionView, View, fold_name},
    model::{ClaimMode, EntityKind, Language, Stage, Status},
    questions::mentions::{by_publication, documents_of},
};

/// A page of the entities that are so, in order. Linear in all entities.
///
/// # Errors
/// Where the commodity is none, or the time is over.
pub fn entities(page: &Page, filter: EntityFilter, order: EntityOrder) -> Result<Read<NodeIndex>, Fault> {
    let view = page.at.view();
    let is = entity_filter(view, filter)?;
    let english = Language::english();
    let place = |version: &VersionView<'_>| {
        let key = version.key().as_str();
        match order {
            EntityOrder::Key => Place::new(0, key),
            // A folded name has no two spaces on end, so that the key settles ties and nothing else.
            EntityOrder::Name => Place::new(0, format!("{}  {key}", fold_name(version.name(&english)))),
            EntityOrder::Kind => Place::new(i128::from(version.kind().code()), key),
            EntityOrder::Degree => Place::new(-degree(view, version.node), key),
        }
    };
    let found = |node| view.entity(node).filter(&is).map(|version| (place(&version), version.node));
    page.select(view.entities().map(found))
}

/// Which entities a filter takes.
///
/// # Errors
/// Where the commodity is none.
pub fn entity_filter<'g>(
    view: View<'g>,
    filter: EntityFilter,
) -> Result<impl Fn(&VersionView<'g>) -> bool + use<'g>, Fault> {
    let kinds: Option<Vec<EntityKind>> = filter.kinds.map(|kinds| kinds.into_iter().map(Into::into).collect());
    let stage: Option<Stage> = filter.stage.map(Into::into);
    let commodity = named::entity_if(view, "where.commodity", filter.commodity.as_deref().map(String::as_str))?;
    let text = filter.text.map(|text| fold_name(&text));
    Ok(move |version: &VersionView<'g>| {
        kinds.as_ref().is_none_or(|kinds| kinds.contains(&version.kind()))
            && filter.subkind.as_ref().is_none_or(|s| version.entity.subkind.as_ref() == Some(s))
            && stage.is_none_or(|stage| version.stage() == Some(stage))
            && commodity.is_none_or(|wanted| is_of(view, *version, wanted))
            && text.as_ref().is_none_or(|text| says(*version, text))
    })
}

/// How many relations it has in the view.
fn degree(view: View<'_>, node: NodeIndex) -> i128 {
    let stands = |towards| view.relations_at(node, towards, KindSet::ALL).filter(|r| r.status().is_some()).count();
    let count = stands(Direction::Outgoing) + stands(Direction::Incoming);
    i128::try_from(count).unwrap_or(i128::MAX)
}

fn is_of(view: View<'_>, version: VersionView<'_>, wanted: NodeIndex) -> bool {
    view.is_or_is_narrower(version.node, wanted)
        || version.commodities().into_iter().any(|own| view.commodities_match(own, wanted))
}

fn says(version: VersionView<'_>, text: &str) -> bool {
    let entity = version.entity;
    entity.key.as_str().contains(text)
        || entity.names.iter().any(|n| fold_name(&n.text).contains(text))
        || entity.codes.iter().any(|c| fold_name(&c.value).contains(text))
}

/// A page of the claims that are so, in the order of recording. Linear in all claims up to the end of the page, or, where a
/// document is given, in its own.
///
/// # Errors
/// Where what is named is not there, or the time is over.
pub fn claims<'g>(page: &'g Page, filter: &ClaimFilter) -> Result<Read<ClaimIndex>, Fault> {
    let view = page.at.view();
    let is = claim_filter(view, filter)?;
    let places = |(number, claim): (usize, ClaimView<'g>)| is(claim).then(|| (Place::nth(number), claim.index));
    match document_of(view, filter)? {
        None => page.sift(view.claims().enumerate().map(places)),
        Some(document) => page.sift(view.claims_from(document).into_iter().enumerate().map(places)),
    }
}

/// Which claims a filter takes, but for the document that they rest on.
///
/// # Errors
/// Where what is named is not there.
pub fn claim_filter<'g>(
    view: View<'g>,
    filter: &ClaimFilter,
) -> Result<impl Fn(ClaimView<'g>) -> bool + use<'g>, Fault> {
    let about = filter.about.as_ref().map(|id| named::anything(view, "where.about", id)).transpose()?;
    let publisher = named::entity_if(view, "where.publisher", filter.publisher.as_deref().map(String::as_str))?;
    let modes: Option<Vec<ClaimMode>> = filter.modes.as_ref().map(|m| m.iter().map(|&m| m.into()).collect());
    let statuses: Option<Vec<Status>> = filter.statuses.as_ref().map(|s| s.iter().map(|&s| s.into()).collect());
    let (retracted, counts) = (filter.retracted, filter.counts);
    Ok(move |claim: ClaimView<'g>| {
        modes.as_ref().is_none_or(|modes| modes.contains(&claim.mode()))
            && statuses.as_ref().is_none_or(|all| claim.status().is_some_and(|s| all.contains(&s)))
            && retracted.is_none_or(|retracted| claim.retraction().is_some() == retracted)
            && counts.is_none_or(|counts| claim.counts() == counts)
            && about.is_none_or(|about| speaks_of(view, claim, about))
            && publisher.is_none_or(|by| claim.evidence().iter().any(|e| view.publisher(e.document) == Some(by)))
    })
}

/// The document that claims shall rest on.
///
/// # Errors
/// Where there is none.
pub fn document_of(view: View<'_>, filter: &ClaimFilter) -> Result<Option<DocumentIndex>, Fault> {
    let found = |id: &async_graphql::ID| view.document_with_key(named::key_of(id)).ok_or_else(|| no_document(id));
    filter.document.as_ref().map(found).transpose()
}

fn no_document(id: &str) -> Fault {
    let message = format!("there is no document `{id}` in this view\nhint: look it up by `documents` or `search`");
    Fault::new(super::error::Code::NotFound, message).with("argument", "where.document")
}

/// Whether a claim is about a relation, an observation, or something of which an entity is a part.
fn speaks_of(view: View<'_>, claim: ClaimView<'_>, about: Found<'_>) -> bool {
    match (about, view.spoken_of(claim.about())) {
        (Found::Relation(wanted), Some(Found::Relation(own))) => wanted.edge == own.edge,
        (Found::Observation(wanted), Some(Found::Observation(own))) => wanted.index == own.index,
        (Found::Entity(node), Some(Found::Relation(own))) => {
            own.from() == node || own.to() == node || own.commodity() == Some(node)
        }
        (Found::Entity(node), Some(Found::Observation(own))) => own.subject() == node || own.commodity() == Some(node),
        _ => false,
    }
}

/// A page of the documents that are so, in order. Linear in all documents, in that of recording up to the end of the page, and in
/// their texts where a text is asked for.
///
/// # Errors
/// Where what is named is not there, or the time is over.
pub fn documents(page: &Page, filter: &DocumentFilter, order: DocumentOrder) -> Result<Read<DocumentIndex>, Fault> {
    let view = page.at.view();
    let publisher = named::entity_if(view, "where.publisher", filter.publisher.as_deref().map(String::as_str))?;
    let mentioned = named::entity_if(view, "where.mentions", filter.mentions.as_deref().map(String::as_str))?;
    let naming = |entity| -> Result<HashSet<DocumentIndex>, Fault> {
        let naming = page.at.heeded(documents_of(view, entity)).flatten().collect();
        page.at.hold_time().map(|()| naming)
    };
    let naming = mentioned.map(naming).transpose()?;
    let text = filter.text.as_ref().map(|text| fold_name(text));
    let is = |index: DocumentIndex| {
        let (Some(document), Some((first, last))) = (view.document(index), view.publication(index)) else {
            return false;
        };
        publisher.is_none_or(|by| view.publisher(index) == Some(by))
            && naming.as_ref().is_none_or(|naming| naming.contains(&index))
            && filter.collection.as_ref().is_none_or(|c| document.collection.as_ref() == Some(c))
            && filter.published_from.as_ref().is_none_or(|from| last >= from.0)
            && filter.published_to.as_ref().is_none_or(|to| first <= to.0)
            && text.as_ref().is_none_or(|text| {
                let passages = document.passages.iter().filter(|_| view.struck(index).is_none());
                let texts = document.titles.iter().map(|t| &t.text).chain(passages.map(|p| &p.text));
                texts.into_iter().any(|t| fold_name(t).contains(text))
            })
    };
    let all = view.documents();
    match order {
        DocumentOrder::Recorded => {
            page.sift(all.enumerate().map(|(number, index)| is(index).then(|| (Place::nth(number), index))))
        }
        DocumentOrder::Published => page.select(all.map(|index| {
            let key = || view.document(index).map_or("", |document| document.key.as_str());
            is(index).then(|| (Place::new(by_publication(view, index), key()), index))
        })),
    }
}
