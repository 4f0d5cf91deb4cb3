/** A list in groups of one label each, in the order in which the labels first appear. */
export function grouped<Item, Label>(items: readonly Item[], label: (item: Item) => Label): [Label, Item[]][] {
  const groups = new Map<Label, Item[]>()
  for (const item of items) {
    const group = groups.get(label(item))
    if (group) group.push(item)
    else groups.set(label(item), [item])
  }
  return [...groups]
}
