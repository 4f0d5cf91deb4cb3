//! What a document asks, counted before it is executed: one pass over what was parsed, each fragment once, whoever spreads it.

use std::collections::HashMap;

use async_graphql::{
    Name, Positioned, Value, Variables,
    parser::types::{
        Directive, ExecutableDocument, Field as Asked, OperationDefinition, OperationType, Selection, SelectionSet,
    },
};

use super::{
    error::Fault,
    limits::Limits,
    page,
    shape::{Field, Shape},
};

/// A list whose length nobody asks for is taken to be this long: names, hops, figures, evidence.
const USUAL_LIST: u64 = 4;

/// What is told of at once, of which nobody asks for a page; its lists are taken to be as long as those of a transaction of an import may be.
const EVENTS: [&str; 3] = ["ChangeEvent", "SupplierChange", "Commit"];

/// How long that is.
const EVENT_LIST: u64 = 400;

/// What a question costs by itself that reads or searches more than it answers.
const SEARCH: u64 = 2_000;

/// What costs this much is heavy, though it searches nothing: some milliseconds.
const HEAVY: u64 = 5_000;

/// Those that stand on a view.
const ASKED: &[&str] = &[
    "suppliers",
    "customers",
    "paths",
    "whyNot",
    "chokepoints",
    "exposure",
    "concentration",
    "conflicts",
    "timeline",
    "netTrade",
    "diff",
    "search",
    "entities",
    "relations",
    "claims",
    "documents",
    "ask",
];

/// The questions that read or search more than they answer, by the type that they stand on.
const SEARCHES: [(&str, &[&str]); 7] = [
    ("Query", ASKED),
    ("View", ASKED),
    ("Subscription", &["suppliers"]),
    ("Supplier", &["paths"]),
    ("GroupBy", &["entities", "relations", "claims", "measures"]),
    ("Entity", &["documents"]),
    ("Restriction", &["affects"]),
];

/// What an operation asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Fields, fragments put in their places.
    pub fields: u64,
    /// How deep they nest.
    pub depth: u64,
    /// Fields under another name.
    pub aliases: u64,
    /// Directives.
    pub directives: u64,
    /// Fields at the root.
    pub root_fields: u64,
    /// What it costs.
    pub cost: u64,
    /// Whether it reads or searches more than it answers.
    pub searches: bool,
}

impl Count {
    /// Whether it takes its turn, and leaves the threads that serve requests.
    pub const fn heavy(&self) -> bool {
        self.searches || self.cost >= HEAVY
    }

    /// Refuses what is above a limit.
    ///
    /// # Errors
    /// For the first limit that is passed.
    pub fn hold(&self, limits: &Limits) -> Result<(), Fault> {
        Limits::hold("levels of fields", self.depth, limits.depth)?;
        Limits::hold("fields", self.fields, limits.fields)?;
        Limits::hold("fields at the root", self.root_fields, limits.root_fields)?;
        Limits::hold("aliases", self.aliases, limits.aliases)?;
        Limits::hold("directives", self.directives, limits.directives)?;
        Limits::hold("points of cost", self.cost, limits.cost)
    }

    fn add(&mut self, more: Self) {
        self.fields = self.fields.saturating_add(more.fields);
        self.aliases = self.aliases.saturating_add(more.aliases);
        self.directives = self.directives.saturating_add(more.directives);
        self.root_fields = self.root_fields.saturating_add(more.root_fields);
        self.cost = self.cost.saturating_add(more.cost);
        self.depth = self.depth.max(more.depth);
        self.searches |= more.searches;
    }
}

/// Counts an operation of a document. The other operations and the fragments that it does not spread are looked through for
/// cycles alone.
///
/// # Errors
/// Where fragments spread each other in a circle, or a subscription has several fields at its root.
pub fn count(
    shape: &Shape,
    document: &ExecutableDocument,
    operation: &OperationDefinition,
    variables: &Variables,
) -> Result<Count, Fault> {
    let mut pass = Pass { shape, document, operation, variables, fragments: HashMap::new() };
    for (name, fragment) in &document.fragments {
        pass.fragment(name, &fragment.node.type_condition.node.on.node, Lists::OfOne)?;
    }
    let root = match operation.ty {
        OperationType::Query => "Query",
        OperationType::Mutation => "Mutation",
        OperationType::Subscription => "Subscription",
    };
    let mut count = pass.selection(&operation.selection_set.node, root, Lists::OfOne)?;
    count.directives += length(&operation.directives);
    if operation.ty == OperationType::Subscription && count.root_fields > 1 {
        let of = count.root_fields;
        let message =
            format!("a subscription has one field at its root, this one has `{of}`\nhint: subscribe to each by itself");
        return Err(Fault::invalid(message));
    }
    Ok(count)
}

/// What the lists of introspection are lists of: of one type, or of all types together, whose parts are no more than there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Lists {
    OfOne,
    OfAll,
}

struct Pass<'d> {
    shape: &'d Shape,
    document: &'d ExecutableDocument,
    operation: &'d OperationDefinition,
    variables: &'d Variables,
    /// None while it is being counted.
    fragments: HashMap<(&'d str, Lists), Option<Count>>,
}

impl<'d> Pass<'d> {
    fn selection(&mut self, set: &'d SelectionSet, ty: &'d str, lists: Lists) -> Result<Count, Fault> {
        let mut sum = Count::default();
        for item in &set.items {
            sum.add(match &item.node {
                Selection::Field(field) => self.field(&field.node, ty, lists)?,
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    let mut count = self.fragment(name, ty, lists)?;
                    count.directives = count.directives.saturating_add(length(&spread.node.directives));
                    count
                }
                Selection::InlineFragment(inline) => {
                    let on = inline.node.type_condition.as_ref().map_or(ty, |on| on.node.on.node.as_str());
                    let mut count = self.selection(&inline.node.selection_set.node, on, lists)?;
                    count.directives = count.directives.saturating_add(length(&inline.node.directives));
                    count
                }
            });
        }
        Ok(sum)
    }

    fn fragment(&mut self, name: &str, ty: &'d str, lists: Lists) -> Result<Count, Fault> {
        let Some((name, fragment)) = self.document.fragments.get_key_value(name) else { return Ok(Count::default()) };
        match self.fragments.get(&(name.as_str(), lists)) {
            Some(Some(count)) => return Ok(*count),
            Some(None) => return Err(Fault::invalid(format!("the fragment `{}` spreads itself", shown(name)))),
            None => {}
        }
        self.fragments.insert((name, lists), None);
        let on = fragment.node.type_condition.node.on.node.as_str();
        let on = if self.shape.made(on).is_some() { on } else { ty };
        let mut count = self.selection(&fragment.node.selection_set.node, on, lists)?;
        count.directives = count.directives.saturating_add(length(&fragment.node.directives));
        self.fragments.insert((name, lists), Some(count));
        Ok(count)
    }

    fn field(&mut self, asked: &'d Asked, ty: &'d str, lists: Lists) -> Result<Count, Fault> {
        let name = asked.name.node.as_str();
        let shape = self.shape;
        let known = shape.field(ty, name);
        let (times, lists) = known.map_or((1, lists), |field| self.times(asked, ty, name, field, lists));
        let inner = match known {
            _ if asked.selection_set.node.items.is_empty() => Count::default(),
            Some(field) => self.selection(&asked.selection_set.node, &field.of, lists)?,
            None => self.selection(&asked.selection_set.node, "", lists)?,
        };
        let searches = SEARCHES.iter().any(|(on, fields)| *on == ty && fields.contains(&name));
        let own = if searches { SEARCH } else { 1 };
        Ok(Count {
            fields: inner.fields.saturating_add(1),
            depth: inner.depth.saturating_add(1),
            aliases: inner.aliases.saturating_add(u64::from(asked.alias.is_some())),
            directives: inner.directives.saturating_add(length(&asked.directives)),
            root_fields: u64::from(matches!(ty, "Query" | "Mutation" | "Subscription")),
            cost: inner.cost.saturating_mul(times).saturating_add(own),
            searches: searches || inner.searches,
        })
    }

    /// How often what is asked of the items of a field is answered, and what the lists within are lists of.
    fn times(&self, asked: &Asked, ty: &str, name: &str, field: &Field, lists: Lists) -> (u64, Lists) {
        if ty.starts_with("__") {
            return self.introspected(name, lists);
        }
        if field.paged {
            return (self.asked_for(asked), lists);
        }
        if let ("nodes", Some(ids)) = (name, self.argument(asked, "ids")) {
            return (ids.1, lists);
        }
        // The page has its length already.
        let of_page = name == "edges" && ty.ends_with("Connection");
        let times = match field.list {
            true if EVENTS.contains(&ty) => EVENT_LIST,
            true if !of_page => USUAL_LIST,
            _ => 1,
        };
        (times, lists)
    }

    /// What is asked of all types together is answered as often as there are such parts; of one type, as the largest has them.
    fn introspected(&self, name: &str, lists: Lists) -> (u64, Lists) {
        let all = self.shape.lists();
        let share = |(sum, most): (u64, u64), of: u64| match lists {
            Lists::OfAll => sum.div_ceil(of.max(1)),
            Lists::OfOne => most,
        };
        match name {
            "types" => (all.types, Lists::OfAll),
            "fields" => (share(all.fields, all.types), lists),
            "args" => (share(all.arguments, all.fields.0), lists),
            "inputFields" => (share(all.inputs, all.types), lists),
            "enumValues" => (share(all.values, all.types), lists),
            "possibleTypes" | "interfaces" => (share((all.types, 12), all.types), Lists::OfOne),
            "directives" | "locations" => (USUAL_LIST, Lists::OfOne),
            _ => (1, Lists::OfOne),
        }
    }

    /// How long a page is asked for.
    fn asked_for(&self, asked: &Asked) -> u64 {
        let of = |name| self.argument(asked, name).map(|(number, _)| number);
        of("first").or_else(|| of("last")).unwrap_or(page::USUAL as u64).clamp(1, page::LONGEST as u64)
    }

    /// A number that is given as an argument, and the length of a list that is; null is as if nothing were given.
    fn argument(&self, asked: &Asked, name: &str) -> Option<(u64, u64)> {
        let (_, value) = asked.arguments.iter().find(|(known, _)| known.node == name)?;
        let given = value.node.clone().into_const_with(|variable| self.variable(&variable).ok_or(()));
        match given.ok()? {
            Value::Null => None,
            Value::Number(number) => Some((number.as_u64().unwrap_or(0), 1)),
            Value::List(items) => Some((0, u64::try_from(items.len()).unwrap_or(u64::MAX).max(1))),
            _ => Some((0, 1)),
        }
    }

    fn variable(&self, name: &Name) -> Option<Value> {
        let given = self.variables.get(name).cloned();
        given.or_else(|| {
            let defined = self.operation.variable_definitions.iter().find(|v| v.node.name.node == *name)?;
            Some(defined.node.default_value.as_ref()?.node.clone())
        })
    }
}

fn length(directives: &[Positioned<Directive>]) -> u64 {
    u64::try_from(directives.len()).unwrap_or(u64::MAX)
}

/// A name of the document as it may be shown: names alone are, and not at any length.
pub fn shown(name: &str) -> String {
    name.chars().take(64).collect()
}
