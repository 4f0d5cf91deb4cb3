// The explorer against a server that answers its documents alone (`--documents dist/documents.json`): LODEGRAPH_URL says where.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, describe, test } from 'node:test'

import { open } from './page.js'
import { ready, server } from './server.js'

before(ready)

const run = Date.now().toString(36)
// The texts that the server answers.
const texts = Object.values(JSON.parse(readFileSync(new URL('../dist/documents.json', import.meta.url), 'utf8')))

const ask = (query, variables) => fetch(new URL('/graphql', server), { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' }, body: JSON.stringify({ query, variables }) })

test('a document of somebody else is refused', async () => {
  assert.equal((await ask('{ entity(id: "china") { key } }')).status, 403)
})

describe('with a closed list of documents', () => {
  const questions = [
    'suppliers&of=us-refining&pick=relation:export.china.us.rare-earths', 'customers&of=china&pick=entity:china', 'paths&from=lynas&to=us-refining', 'whyNot&from=lynas&to=us-refining&on=2021-06-13',
    'exposure&of=us&to=china', 'concentration&of=us', 'chokepoints&of=us-refining', 'netTrade&of=china', 'conflicts&about=us', 'timeline&about=china&view=timeline',
    'diff&about=us&toDate=2022-01-01', 'groups&grouping=KIND&view=table', 'entity&of=greenland&view=map', 'documents&view=documents&find=export',
    'suppliers&of=us-refining&if=impose:china,us,rare-earths,BAN',
  ]
  for (const question of questions) {
    test(`${question.split('&')[0]} is answered: ${question}`, async () => {
      const { page, done } = await open(`/?ask=${question}`)
      await page.getByRole('region', { name: 'Answer' }).locator('h2, li').first().waitFor()
      await page.waitForFunction(() => !document.querySelector('[role="status"][aria-label="Loading"], [aria-busy="true"]'))
      assert.equal(await page.getByRole('alert').count(), 0)
      await done()
    })
  }

  test('words are read and suggested, and what is written elsewhere is told', async () => {
    const { page, done } = await open('/')
    const field = page.getByRole('combobox', { name: 'Ask a question' })
    await field.fill('greenland')
    await page.getByRole('option', { name: /^Greenland territory/ }).waitFor()
    await field.fill('who supplies US refining')
    await field.press('Enter')
    await page.getByRole('heading', { name: 'Suppliers of US refining' }).waitFor()
    const supplier = `newcomer-${run}`
    const changes = [
      { putEntity: { key: supplier, kind: 'ORGANIZATION', names: [{ text: supplier, language: 'en' }] } },
      { putDocument: { key: `${supplier}-notice`, titles: [{ text: 'A notice', language: 'en' }], published: '2025-01-01' } },
      { assert: { about: { export: { from: supplier, to: 'us-refining' } }, mode: 'REPORTED', status: 'ACTIVE', validFrom: '2025', evidence: [{ document: `${supplier}-notice` }] } },
    ]
    // It is followed from the position of the answer on, whenever the socket opens.
    const written = await (await ask(texts.find((text) => /^mutation Commit\b/.test(text)), { changes })).json()
    assert.equal(written.errors, undefined, JSON.stringify(written))
    const note = page.getByRole('button', { name: /^1 new claim, 1 document, 1 entity/ })
    await note.waitFor()
    await note.click()
    await page.getByRole('region', { name: 'Answer' }).getByText(supplier).first().waitFor()
    assert.equal(await page.getByText('Connection lost, trying again').count(), 0)
    await done()
  })
})
