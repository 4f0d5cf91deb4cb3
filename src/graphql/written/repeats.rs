//! Documents that ask something twice under one name, which the library alone can merge.

use std::collections::HashMap;

use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};

/// Whether a document asks anything twice of one object, under one name; also where that is told by types that no object has both of.
/// Each fragment is looked through once.
pub fn repeats(document: &ExecutableDocument) -> bool {
    let mut pass = Names { document, fragments: HashMap::new() };
    document.operations.iter().any(|(_, operation)| pass.of(&operation.node.selection_set.node).is_none())
        || document.fragments.keys().any(|name| pass.of_fragment(name).is_none())
}

struct Names<'d> {
    document: &'d ExecutableDocument,
    fragments: HashMap<&'d str, Option<Vec<&'d str>>>,
}

impl<'d> Names<'d> {
    /// The names under which a selection asks something of its object, in order; none where there are two of one.
    fn of(&mut self, set: &'d SelectionSet) -> Option<Vec<&'d str>> {
        let mut names = Vec::with_capacity(set.items.len());
        for item in &set.items {
            match &item.node {
                Selection::Field(field) => {
                    self.of(&field.node.selection_set.node)?;
                    names.push(field.node.response_key().node.as_str());
                }
                Selection::InlineFragment(inline) => names.extend(self.of(&inline.node.selection_set.node)?),
                Selection::FragmentSpread(spread) => names.extend(self.of_fragment(&spread.node.fragment_name.node)?),
            }
        }
        names.sort_unstable();
        names.is_sorted_by(|a, b| a < b).then_some(names)
    }

    fn of_fragment(&mut self, name: &str) -> Option<Vec<&'d str>> {
        let (name, fragment) = self.document.fragments.get_key_value(name)?;
        if let Some(known) = self.fragments.get(name.as_str()) {
            return known.clone();
        }
        // What spreads itself is refused elsewhere.
        self.fragments.insert(name, None);
        let names = self.of(&fragment.node.selection_set.node);
        self.fragments.insert(name, names.clone());
        names
    }
}
