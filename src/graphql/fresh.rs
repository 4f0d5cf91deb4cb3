//! A way round a trap of flattening: see [`Fresh`].

use std::borrow::Cow;

use async_graphql::{
    ContainerType, Context, ContextSelectionSet, OutputType, Positioned, ServerResult, Value,
    parser::types::Field,
    registry::{MetaType, Registry},
};

/// A part whose fields are copied into another type, although it may be reached from itself.
///
/// Flattening copies the fields that a part has in the registry. While `Shared` is being registered it has none yet, and is reached
/// again by its claims, which are about relations: so an entry that is still empty is made anew.
pub struct Fresh<'a, T>(pub &'a T);

impl<T: ContainerType> OutputType for Fresh<'_, T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        let name = T::type_name();
        let begun = |ty: &MetaType| ty.fields().is_some_and(|fields| fields.is_empty());
        if registry.types.get(&*name).is_some_and(begun) {
            registry.types.remove(&*name);
        }
        // The derive of an interface cannot say that it implements another.
        registry.add_implements("Relation", "Node");
        T::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        self.0.resolve(ctx, field).await
    }
}

impl<T: ContainerType> ContainerType for Fresh<'_, T> {
    async fn resolve_field(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
        self.0.resolve_field(ctx).await
    }
}
