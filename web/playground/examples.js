// The example documents, one tab each, in the order of their file names. A new file in `examples/` is a new tab.

const documents = import.meta.glob('../examples/*.graphql', { query: '?raw', import: 'default', eager: true })

export const examples = Object.entries(documents)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([, query]) => ({ query }))
