// The sentence that stands in the ask bar for a question is one that the server reads as that question, in both languages. Against a running server with
// the bundled facts: LODEGRAPH_URL says where.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { open } from './page.js'
import { server } from './server.js'

const OF = { of: 'us-refining' }
const ENDS = { from: 'lynas', to: 'us-refining' }
const EARTHS = { commodity: 'rare-earths' }
const QUESTIONS = [
  ...[
    ['suppliers', 'SUPPLIERS', OF], ['customers', 'CUSTOMERS', { of: 'china' }], ['paths', 'PATHS', ENDS], ['whyNot', 'WHY_NOT', ENDS],
    ['exposure', 'EXPOSURE', { of: 'us', to: 'china' }], ['concentration', 'CONCENTRATION', { of: 'us' }], ['chokepoints', 'CHOKEPOINTS', OF],
    ['netTrade', 'NET_TRADE', { of: 'china' }], ['groups', 'GROUPS', { grouping: 'KIND' }], ['groups', 'GROUPS', { grouping: 'STATUS', of: 'us' }],
  ].flatMap(([kind, asks, parts]) => [[kind, asks, parts], [kind, asks, { ...parts, ...EARTHS }]]),
  ['conflicts', 'CONFLICTS', {}], ['conflicts', 'CONFLICTS', { about: 'us' }], ['timeline', 'TIMELINE', { about: 'china' }], ['entity', 'ENTITY', { of: 'greenland' }],
]

async function read(question) {
  const body = JSON.stringify({ query: 'query($question: String!) { ask(question: $question) { message reading { asks parts { value } } } }', variables: { question } })
  const answer = await fetch(new URL('/graphql', server), { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return (await answer.json()).data.ask
}

for (const locale of ['en-GB', 'zh-CN']) {
  test(`what the ask bar says is understood: ${locale}`, async () => {
    const { page, done } = await open('/', { locale })
    const bar = page.locator('search input').first()
    for (const [kind, asks, parts] of QUESTIONS) {
      const before = await bar.inputValue()
      await page.evaluate(goTo, `/?${new URLSearchParams({ ask: kind, ...parts, on: '2025-06-13' })}`)
      await page.waitForFunction((before) => !['', before].includes(document.querySelector('search input').value), before)
      const words = await bar.inputValue()
      const { message, reading } = await read(words)
      assert.equal(message, null, `${words}: ${message}`)
      assert.equal(reading.asks, asks, words)
      assert.deepEqual(reading.parts.map(({ value }) => value).sort(), Object.values(parts).sort(), words)
    }
    await done()
  })
}

// Run in the page: as back and forward do it, without loading it anew.
function goTo(address) {
  history.pushState(null, '', address)
  window.dispatchEvent(new PopStateEvent('popstate'))
}
