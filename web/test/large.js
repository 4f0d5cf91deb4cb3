// Writes a large graph as JSONL to stdout: `node test/large.js 20000`. The names are made up. One hub has 400 suppliers, tied among each other, so
// that there is more than one page and one drawing to see. 300 others trade 900 times in alloy among each other: the largest graph that is drawn. The
// same number gives the same graph.

const entities = Number(process.argv[2] ?? 20_000)
const RING = 400
const CIRCLE = 300

let state = 42
const below = (limit) => {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
  return state % limit
}
const say = (change) => process.stdout.write(`${JSON.stringify(change)}\n`)
const name = (at) => `Works ${at}`

say({ put_entity: { key: 'hub', kind: 'PLACE', names: [{ text: 'Hub', language: 'en' }] } })
say({ put_entity: { key: 'ore', kind: 'COMMODITY', names: [{ text: 'Ore', language: 'en' }] } })
say({ put_entity: { key: 'alloy', kind: 'COMMODITY', names: [{ text: 'Alloy', language: 'en' }] } })
say({ put_document: { key: 'made-up', titles: [{ text: 'A made-up list of trade', language: 'en' }], published: '2025-01-01', language: 'en' } })
for (let at = 0; at < entities; at += 1) {
  say({ put_entity: { key: `works-${at}`, kind: at % 3 === 0 ? 'ORGANIZATION' : 'PLACE', names: [{ text: name(at), language: 'en' }] } })
}
const trade = (from, to, commodity = 'ore') =>
  say({ assert: { about: { export: { from, to, commodity } }, mode: 'REPORTED', status: 'ACTIVE', valid_from: '2024', evidence: [{ document: 'made-up' }] } })
for (let at = 0; at < RING; at += 1) {
  trade(`works-${at}`, 'hub')
  for (const step of [1, 7]) trade(`works-${at}`, `works-${(at + step) % RING}`)
}
for (let at = RING; at < entities; at += 1) {
  const other = below(entities)
  if (other !== at) trade(`works-${at}`, `works-${other}`)
}
for (let at = 0; at < CIRCLE; at += 1) {
  for (const step of [1, 11, 47]) trade(`works-${RING + at}`, `works-${RING + ((at + step) % CIRCLE)}`, 'alloy')
}
