//! Documents that nobody wrote: drawn from what the schema tells of itself, with fragments, aliases, directives, and arguments that are
//! taken or not. Nothing is asked twice of one object under one name, and all are valid.

use std::collections::HashSet;

use serde_json::Value;

use crate::walk::{Described, argument, named};

/// How deep fields nest.
const DEPTH: usize = 9;
/// Fields that search long and answer little.
const SLOW: &[&str] = &["whyNot", "chokepoints", "diff", "ask"];

/// A document by these choices, one after another; where none is left the plainest is taken.
pub fn document(described: &Described, choices: &[u16]) -> String {
    let mut drawing = Drawing { described, choices: choices.iter(), names: 0, fragments: Vec::new() };
    let selection = drawing.selection("Query", DEPTH, &mut HashSet::new());
    let Drawing { fragments, .. } = drawing;
    // The library finds a variable unused that only `__typename` or what is skipped uses.
    let used = "used: service @include(if: $yes) @skip(if: $no) { seq }";
    format!("query($yes: Boolean!, $no: Boolean!) {{ {used} {selection} }} {}", fragments.join(" "))
}

struct Drawing<'d> {
    described: &'d Described,
    choices: std::slice::Iter<'d, u16>,
    names: usize,
    fragments: Vec<String>,
}

impl Drawing<'_> {
    /// A number below this one.
    fn choose(&mut self, below: usize) -> usize {
        self.choices.next().map_or(0, |&choice| usize::from(choice) % below.max(1))
    }

    fn one_in(&mut self, times: usize) -> bool {
        self.choose(times) == times - 1
    }

    /// What is asked of a type; `used` are the names under which something is asked of the same object already.
    fn selection(&mut self, ty: &str, depth: usize, used: &mut HashSet<String>) -> String {
        let mut items = Vec::new();
        for _ in 0..=self.choose(5) {
            items.push(self.item(ty, depth, used));
        }
        items.join(" ")
    }

    fn item(&mut self, ty: &str, depth: usize, used: &mut HashSet<String>) -> String {
        let fields: Vec<Value> = self.fields(ty, depth);
        let fragment = depth > 0 && self.one_in(5);
        if !fragment {
            // The plainest comes first, and of what holds others there is more to find.
            let field = self.choose(2 * fields.len() + 1);
            return match fields.get(field % fields.len().max(1)).filter(|_| field < 2 * fields.len()) {
                Some(field) => self.field(field, depth, used),
                None => format!("{}__typename{}", self.name("__typename", used), self.directive()),
            };
        }
        let on = self.others(ty);
        let on = on.get(self.choose(on.len())).cloned().unwrap_or_else(|| ty.to_owned());
        match self.choose(3) {
            0 => format!("... on {on}{} {{ {} }}", self.directive(), self.selection(&on, depth - 1, used)),
            1 => format!("...{} {{ {} }}", self.directive(), self.selection(ty, depth - 1, used)),
            _ => {
                let selection = self.selection(&on, depth - 1, used);
                let name = format!("F{}", self.fragments.len());
                self.fragments.push(format!("fragment {name} on {on} {{ {selection} }}"));
                format!("...{name}{}", self.directive())
            }
        }
    }

    fn field(&mut self, field: &Value, depth: usize, used: &mut HashSet<String>) -> String {
        let name = field["name"].as_str().unwrap();
        let ty = named(&field["type"]);
        let (own, arguments, directive) = (self.name(name, used), self.arguments(field), self.directive());
        let selection = if self.described.is_leaf(&ty) {
            String::new()
        } else {
            format!(" {{ {} }}", self.selection(&ty, depth - 1, &mut HashSet::new()))
        };
        format!("{own}{name}{arguments}{directive}{selection}")
    }

    /// Those of a type that may be asked for this deep.
    fn fields(&self, ty: &str, depth: usize) -> Vec<Value> {
        let fields = self.described.types[ty]["fields"].as_array().cloned().unwrap_or_default();
        let takes = |field: &Value| {
            let name = field["name"].as_str().unwrap();
            !SLOW.contains(&name) && (depth > 0 || self.described.is_leaf(&named(&field["type"])))
        };
        fields.into_iter().filter(takes).collect()
    }

    /// The types that an object of this one may be as well, itself included.
    fn others(&self, ty: &str) -> Vec<String> {
        let possible = self.described.names(ty, "possibleTypes");
        let interfaces = ["Relation", "Node"].into_iter().map(str::to_owned);
        let is = |interface: &String| self.described.names(interface, "possibleTypes").iter().any(|kind| kind == ty);
        let own = (!possible.is_empty() || !ty.is_empty()).then(|| ty.to_owned());
        own.into_iter().chain(possible).chain(interfaces.filter(is)).collect()
    }

    /// `name: ` where a field is asked for under a name of its own.
    fn name(&mut self, field: &str, used: &mut HashSet<String>) -> String {
        if !self.one_in(4) && used.insert(field.to_owned()) {
            return String::new();
        }
        self.names += 1;
        format!("n{}: ", self.names)
    }

    fn directive(&mut self) -> &'static str {
        match self.choose(24) {
            19 => " @skip(if: true)",
            20 => " @skip(if: $no)",
            21 => " @include(if: $yes)",
            22 => " @include(if: $no)",
            23 => " @include(if: false)",
            _ => "",
        }
    }

    fn arguments(&mut self, field: &Value) -> String {
        let name = field["name"].as_str().unwrap();
        let mut given = Vec::new();
        for asked in field["args"].as_array().unwrap() {
            let argument_name = asked["name"].as_str().unwrap();
            let needed = asked["type"]["kind"] == "NON_NULL" && asked["defaultValue"].is_null();
            let value = match (name, argument_name) {
                ("entity", "id") => Some(["\"china\"", "\"us-refining\"", "\"nobody\"", "\"lynas\""][self.choose(4)]),
                ("entity", _) => None,
                ("view", "asOf") => [None, Some("\"2022-01-01\"")][self.choose(2)],
                (_, "first") => ["2", "1", "3", "0", "-1"].get(self.choose(6)).copied(),
                (_, "last") => [None, None, None, None, None, None, Some("1")][self.choose(7)],
                (_, "after") => [None, None, None, None, None, None, Some("\"none\"")][self.choose(7)],
                (_, "language") => [None, Some("\"zh\""), Some("null")][self.choose(3)],
                (_, "direction") => [None, Some("OUT"), Some("IN")][self.choose(3)],
                (_, "includeLapsed") => [None, Some("true")][self.choose(2)],
                (_, "metrics") => [None, Some("[SHARE]")][self.choose(2)],
                _ => None,
            };
            let value = value.map(str::to_owned).or_else(|| needed.then(|| argument(name, argument_name)));
            given.extend(value.map(|value| format!("{argument_name}: {value}")));
        }
        if given.is_empty() { String::new() } else { format!("({})", given.join(", ")) }
    }
}
