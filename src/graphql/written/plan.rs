//! What a document asks of an object, looked through once for all objects of which it is asked.

use std::{cell::Cell, collections::HashMap};

use async_graphql::{
    Context, ContextSelectionSet, Name, Positioned, QueryPathNode, QueryPathSegment, ServerError, ServerResult,
    parser::types::{Field, FragmentDefinition, Selection, SelectionSet},
};

use super::{json, object::Table};

/// The fragments of a document.
type Fragments = HashMap<Name, Positioned<FragmentDefinition>>;

/// What is asked of an object, in order.
#[derive(Default)]
pub struct Plan<'d> {
    pub(super) items: Vec<Item<'d>>,
    /// Whether the numbers of its fields are those of their type.
    numbered: Cell<bool>,
}

/// A part of what is asked.
pub(super) enum Item<'d> {
    /// A field.
    Field(Asked<'d>),
    /// More, of an object of this type alone.
    Of(&'d str, Plan<'d>),
}

/// A field that is asked for.
pub(super) struct Asked<'d> {
    pub(super) field: &'d Positioned<Field>,
    /// Its name as it is written behind others.
    pub(super) name: Vec<u8>,
    pub(super) number: Cell<u8>,
    /// What is asked of its value; nothing of a leaf.
    pub(super) plan: Plan<'d>,
}

/// The number of a field that the library resolves.
pub(super) const ANY: u8 = u8::MAX;
/// The number of the field that tells the type.
pub(super) const TYPE: u8 = u8::MAX - 1;

impl<'d> Plan<'d> {
    /// Looks through a selection, and through the fragments that it spreads. Those of a sound document never spread themselves.
    ///
    /// # Errors
    /// Where a fragment is not there.
    pub fn of(set: &'d SelectionSet, fragments: &'d Fragments) -> ServerResult<Self> {
        let mut plan = Self::default();
        plan.items.reserve_exact(set.items.len());
        plan.add(set, fragments)?;
        Ok(plan)
    }

    fn add(&mut self, set: &'d SelectionSet, fragments: &'d Fragments) -> ServerResult<()> {
        for item in &set.items {
            let (condition, part) = match &item.node {
                Selection::Field(field) => {
                    let plan = Self::of(&field.node.selection_set.node, fragments)?;
                    let name = json::name(&field.node.response_key().node);
                    self.items.push(Item::Field(Asked { field, name, number: Cell::new(ANY), plan }));
                    continue;
                }
                Selection::FragmentSpread(spread) => {
                    let fragment = fragments.get(&spread.node.fragment_name.node);
                    let fragment =
                        fragment.ok_or_else(|| ServerError::new("there is no such fragment", Some(spread.pos)))?;
                    (Some(&fragment.node.type_condition), &fragment.node.selection_set.node)
                }
                Selection::InlineFragment(inline) => {
                    (inline.node.type_condition.as_ref(), &inline.node.selection_set.node)
                }
            };
            match condition {
                None => self.add(part, fragments)?,
                Some(condition) => self.items.push(Item::Of(&condition.node.on.node, Self::of(part, fragments)?)),
            }
        }
        Ok(())
    }

    /// Gives its fields their numbers in the table of the type of its objects: what a field returns is of one.
    pub(super) fn number<T: Table>(&self) {
        if self.numbered.replace(true) {
            return;
        }
        for item in &self.items {
            if let Item::Field(Asked { field, number, .. }) = item {
                let name = field.node.name.node.as_str();
                let listed = || T::NAMES.iter().position(|own| *own == name && field.node.arguments.is_empty());
                let own = if name == "__typename" { Some(TYPE) } else { listed().and_then(|n| u8::try_from(n).ok()) };
                number.set(own.unwrap_or(ANY));
            }
        }
    }
}

/// What is asked of a value, and where in the answer it stands.
#[derive(Clone, Copy)]
pub struct Of<'p> {
    /// Where writing began.
    pub(super) root: &'p ContextSelectionSet<'p>,
    pub(super) path: Option<&'p QueryPathNode<'p>>,
    pub(super) field: &'p Positioned<Field>,
    pub(super) plan: &'p Plan<'p>,
}

impl<'p> Of<'p> {
    /// What the library tells a resolver of the field.
    pub fn context(&self) -> Context<'p> {
        let mut context = self.root.with_field(self.field);
        context.path_node = self.path.copied();
        context
    }

    /// An error of the field.
    pub fn wrong(&self, wrong: impl Into<async_graphql::Error>) -> ServerError {
        self.context().set_error_path(wrong.into().into_server_error(self.field.pos))
    }

    /// The way to a part of the value.
    pub(super) const fn way(&self, segment: QueryPathSegment<'p>) -> QueryPathNode<'p> {
        QueryPathNode { parent: self.path, segment }
    }
}
