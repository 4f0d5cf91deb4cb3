//! Variables against what the operation declares, before anything is executed: what is missing, null where it may not be, or of
//! another type refuses the request as a whole.

use async_graphql::{
    Value, Variables,
    parser::types::{BaseType, OperationDefinition, Type},
};

use super::{
    cost::shown,
    error::Fault,
    scalars,
    shape::{Made, Shape},
};

/// Checks the variables of an operation. Values are not said again in a refusal, names are.
///
/// # Errors
/// For the first variable that does not fit.
pub fn hold(shape: &Shape, operation: &OperationDefinition, variables: &Variables) -> Result<(), Fault> {
    for definition in &operation.variable_definitions {
        let (name, ty) = (&definition.node.name.node, &definition.node.var_type.node);
        match variables.get(name) {
            None if ty.nullable || definition.node.default_value.is_some() => {}
            None => return Err(wrong(name, &format!("is missing; expected `{}`", shown(&ty.to_string())))),
            Some(value) => fits(shape, ty, value).map_err(|why| wrong(name, &why))?,
        }
    }
    Ok(())
}

fn wrong(name: &str, why: &str) -> Fault {
    Fault::invalid(format!("the variable `${}` {why}", shown(name))).with("variable", shown(name))
}

/// Says why a value does not fit.
fn fits(shape: &Shape, ty: &Type, value: &Value) -> Result<(), String> {
    if let Value::Null = value {
        return if ty.nullable { Ok(()) } else { Err(format!("is null; expected `{}`", shown(&ty.to_string()))) };
    }
    match (&ty.base, value) {
        (BaseType::List(inner), Value::List(items)) => items.iter().try_for_each(|item| fits(shape, inner, item)),
        // One value stands for a list of one.
        (BaseType::List(inner), one) => fits(shape, inner, one),
        (BaseType::Named(name), value) => named(shape, name, value),
    }
}

fn named(shape: &Shape, ty: &str, value: &Value) -> Result<(), String> {
    match shape.made(ty) {
        Some(Made::Words(words)) => match value {
            Value::Enum(word) if words.contains(word) => Ok(()),
            Value::String(word) if words.contains(word.as_str()) => Ok(()),
            _ => Err(format!("is none of the values of `{ty}`")),
        },
        Some(Made::Input(fields)) => {
            let Value::Object(given) = value else { return Err(format!("is no object; expected `{ty}`")) };
            for (name, value) in given {
                let Some(field) = fields.get(name) else {
                    return Err(format!("has the field `{}`, and `{ty}` has none of that name", shown(name)));
                };
                fits(shape, &field.of, value).map_err(|why| format!("in `{name}`: {why}"))?;
            }
            match fields.iter().find(|(name, field)| field.required && !given.contains_key(*name)) {
                Some((name, _)) => Err(format!("has no `{name}`, which `{ty}` must have")),
                None => Ok(()),
            }
        }
        // No such type, or no input: validation says so.
        Some(Made::Fields(_)) => Ok(()),
        None => scalar(ty, value),
    }
}

fn scalar(ty: &str, value: &Value) -> Result<(), String> {
    let fits = match (ty, value) {
        ("Int", Value::Number(number)) => number.as_i64().is_some_and(|n| i32::try_from(n).is_ok()),
        ("Float", Value::Number(_)) | ("String" | "ID", Value::String(_)) | ("Boolean", Value::Boolean(_)) => true,
        ("ID", Value::Number(number)) => number.is_i64() || number.is_u64(),
        ("Int" | "Float" | "String" | "Boolean" | "ID", _) => false,
        _ => scalars::is_valid(ty, value).unwrap_or(true),
    };
    match (fits, scalars::example(ty)) {
        (true, _) => Ok(()),
        (false, Some(example)) => Err(format!("is no `{ty}`\nhint: write it as `\"{example}\"`")),
        (false, None) => Err(format!("is no `{ty}`")),
    }
}
