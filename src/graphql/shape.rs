//! The shape of the contract: which types have which fields, and which of these are lists. Read from the contract as it is printed,
//! so that what counts a document knows of every field without being told.

use std::collections::{HashMap, HashSet};

use async_graphql::{
    Name,
    parser::{
        parse_schema,
        types::{
            BaseType, FieldDefinition, InputValueDefinition, InterfaceType, ObjectType, Type, TypeKind,
            TypeSystemDefinition,
        },
    },
};

/// What the printed contract leaves out: the types by which a schema describes itself.
const INTROSPECTION: &str = "
    type __Schema { description: String types: [__Type!]! queryType: __Type! mutationType: __Type subscriptionType: __Type
        directives: [__Directive!]! }
    type __Type { kind: String! name: String description: String specifiedByURL: String fields: [__Field!]
        interfaces: [__Type!] possibleTypes: [__Type!] enumValues: [__EnumValue!] inputFields: [__InputValue!] ofType: __Type
        isOneOf: Boolean }
    type __Field { name: String! description: String args: [__InputValue!]! type: __Type! isDeprecated: Boolean!
        deprecationReason: String }
    type __InputValue { name: String! description: String type: __Type! defaultValue: String isDeprecated: Boolean!
        deprecationReason: String }
    type __EnumValue { name: String! description: String isDeprecated: Boolean! deprecationReason: String }
    type __Directive { name: String! description: String locations: [String!]! args: [__InputValue!]! isRepeatable: Boolean! }
    type __Root { __schema: __Schema! __type: __Type }";

/// What a type is made of.
#[derive(Debug)]
pub enum Made {
    /// An object or an interface, by its fields.
    Fields(HashMap<Name, Field>),
    /// An input object.
    Input(HashMap<Name, InputField>),
    /// A choice of words.
    Words(HashSet<Name>),
}

/// A field of an object.
#[derive(Debug)]
pub struct Field {
    /// The type of its value, lists taken off.
    pub of: Name,
    /// Whether it is a list whose length nobody asks for.
    pub list: bool,
    /// Whether it is a list of which pages are asked for.
    pub paged: bool,
}

/// A field of an input object.
#[derive(Debug)]
pub struct InputField {
    /// Its type.
    pub of: Type,
    /// Whether it must be given.
    pub required: bool,
}

/// The types of the contract. Scalars and unions are not in it: they have no fields of their own.
#[derive(Debug)]
pub struct Shape {
    types: HashMap<Name, Made>,
    lists: Lists,
}

/// How long the lists of introspection are: all in all, and the longest of each kind.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lists {
    /// Types.
    pub types: u64,
    /// Fields of all types, and of the largest.
    pub fields: (u64, u64),
    /// Arguments of all fields, and of the field with most.
    pub arguments: (u64, u64),
    /// Input fields of all types, and of the largest.
    pub inputs: (u64, u64),
    /// Values of all enums, and of the largest.
    pub values: (u64, u64),
}

impl Shape {
    /// Reads a contract. What cannot be read of it has no fields, and so the cost of one that is unknown.
    pub fn of(sdl: &str) -> Self {
        let mut shape = Self { types: HashMap::new(), lists: Lists::default() };
        for text in [INTROSPECTION, sdl] {
            let definitions = parse_schema(text).map(|document| document.definitions).unwrap_or_default();
            shape.lists = Lists::default();
            for definition in definitions {
                if let TypeSystemDefinition::Type(ty) = definition {
                    shape.lists.types += 1;
                    shape.take(ty.node.name.node, ty.node.kind);
                }
            }
        }
        if let Some(Made::Fields(roots)) = shape.types.remove("__Root")
            && let Some(Made::Fields(query)) = shape.types.get_mut("Query")
        {
            query.extend(roots);
        }
        shape
    }

    /// What a type is made of; none of a scalar, a union, or what is no type.
    pub fn made(&self, ty: &str) -> Option<&Made> {
        self.types.get(ty)
    }

    /// A field of an object or an interface.
    pub fn field(&self, ty: &str, name: &str) -> Option<&Field> {
        match self.types.get(ty)? {
            Made::Fields(fields) => fields.get(name),
            _ => None,
        }
    }

    /// How long the lists of introspection are.
    pub const fn lists(&self) -> &Lists {
        &self.lists
    }

    fn take(&mut self, name: Name, kind: TypeKind) {
        let grown = |(all, most): &mut (u64, u64), length: usize| {
            let length = u64::try_from(length).unwrap_or(u64::MAX);
            *all += length;
            *most = length.max(*most);
        };
        let made = match kind {
            TypeKind::Object(ObjectType { fields, .. }) | TypeKind::Interface(InterfaceType { fields, .. }) => {
                grown(&mut self.lists.fields, fields.len());
                fields.iter().for_each(|field| grown(&mut self.lists.arguments, field.node.arguments.len()));
                Made::Fields(fields.into_iter().map(|f| field(f.node)).collect())
            }
            TypeKind::InputObject(input) => {
                grown(&mut self.lists.inputs, input.fields.len());
                Made::Input(input.fields.into_iter().map(|f| input_field(f.node)).collect())
            }
            TypeKind::Enum(words) => {
                grown(&mut self.lists.values, words.values.len());
                Made::Words(words.values.into_iter().map(|v| v.node.value.node).collect())
            }
            TypeKind::Scalar | TypeKind::Union(_) => return,
        };
        self.types.insert(name, made);
    }
}

fn field(definition: FieldDefinition) -> (Name, Field) {
    let (of, list) = named(&definition.ty.node);
    let paged = definition.arguments.iter().any(|argument| argument.node.name.node == "first");
    (definition.name.node, Field { of, list, paged })
}

fn input_field(definition: InputValueDefinition) -> (Name, InputField) {
    let required = !definition.ty.node.nullable && definition.default_value.is_none();
    (definition.name.node, InputField { of: definition.ty.node, required })
}

/// The type within lists, and whether there was a list around it.
fn named(ty: &Type) -> (Name, bool) {
    match &ty.base {
        BaseType::Named(name) => (name.clone(), false),
        BaseType::List(inner) => (named(inner).0, true),
    }
}
