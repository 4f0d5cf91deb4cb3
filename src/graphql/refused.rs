//! What the library refuses before any resolver runs: it gets the contract's code, the path of its field, and what to do.

use async_graphql::{
    ErrorExtensionValues, PathSegment, Pos, Positioned, ServerError,
    parser::types::{ExecutableDocument, Selection, SelectionSet},
};

use super::{error::Code, scalars};

/// Gives an error that has no code yet the code of a document or a variable that is not taken.
pub fn code(error: &mut ServerError, document: &ExecutableDocument) {
    let extensions = error.extensions.get_or_insert_with(ErrorExtensionValues::default);
    if extensions.get("code").is_some() {
        return;
    }
    extensions.set("code", Code::Invalid.as_str());
    if let Some(example) = expected(&error.message).and_then(scalars::example) {
        error.message.push_str(&format!("\nhint: write it as `\"{example}\"`"));
    }
    if error.path.is_empty()
        && error.message.starts_with("Invalid value for argument")
        && let [at] = *error.locations
    {
        error.path = path(document, at);
    }
}

/// The type that a value was expected to have.
fn expected(message: &str) -> Option<&str> {
    let (_, named) = message.rsplit_once("expected type \"")?;
    Some(named.strip_suffix('"')?.trim_end_matches('!'))
}

/// The path of the field that has something at a place of the document; none of what stands in a fragment, which has many.
fn path(document: &ExecutableDocument, at: Pos) -> Vec<PathSegment> {
    let mut last = Last { before: at, pos: None, path: Vec::new() };
    for (_, operation) in document.operations.iter() {
        last.visit(&operation.node.selection_set, &mut Vec::new());
    }
    let within = |fragment: Pos| fragment <= at && last.pos.is_none_or(|field| field < fragment);
    if document.fragments.values().any(|fragment| within(fragment.pos)) {
        return Vec::new();
    }
    last.path
}

/// The last field that begins before a place.
struct Last {
    before: Pos,
    pos: Option<Pos>,
    path: Vec<PathSegment>,
}

impl Last {
    fn visit(&mut self, set: &Positioned<SelectionSet>, path: &mut Vec<PathSegment>) {
        for item in &set.node.items {
            match &item.node {
                Selection::Field(field) => {
                    path.push(PathSegment::Field(field.node.response_key().node.to_string()));
                    if field.pos <= self.before && self.pos.is_none_or(|known| known < field.pos) {
                        self.pos = Some(field.pos);
                        self.path.clone_from(path);
                    }
                    self.visit(&field.node.selection_set, path);
                    path.pop();
                }
                Selection::InlineFragment(fragment) => self.visit(&fragment.node.selection_set, path),
                Selection::FragmentSpread(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(document: &str, mark: &str) -> Vec<PathSegment> {
        let before = &document[..document.find(mark).unwrap()];
        let line = before.matches('\n').count() + 1;
        let column = before.len() - before.rfind('\n').map_or(0, |n| n + 1) + 1;
        path(&async_graphql::parser::parse_query(document).unwrap(), Pos { line, column })
    }

    #[test]
    fn the_path_is_that_of_the_field_whose_argument_it_is() {
        let document =
            "{ a { b } old: view(asOf: 1) {\n entity(id: 2) { key } } }\nfragment F on View { claims(first: 3) }";
        let named = |names: &[&str]| names.iter().map(|n| PathSegment::Field((*n).to_owned())).collect::<Vec<_>>();
        assert_eq!(at(document, "asOf"), named(&["old"]));
        assert_eq!(at(document, "id:"), named(&["old", "entity"]));
        assert_eq!(at(document, "first"), named(&[]));
    }
}
