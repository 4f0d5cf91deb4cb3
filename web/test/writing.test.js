// Writing in the explorer: LODEGRAPH_URL says which server, which may be written to.

import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'

import { open, seriousFaults } from './page.js'
import { server } from './server.js'

// The store may be one that was tried before, and other tests ask it: all is of its own.
const run = Date.now().toString(36)
const [mine, works, notice] = [`mine-${run}`, `plant-${run}`, `paper-${run}`]

async function commit(changes) {
  const body = JSON.stringify({ query: 'mutation($changes: [Change!]!) { commit(changes: $changes) { seq } }', variables: { changes } })
  const response = await fetch(new URL('/graphql', server), { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const answer = await response.json()
  assert.equal(answer.errors, undefined, JSON.stringify(answer))
}

const named = (text) => [{ text, language: 'en' }]

before(() =>
  commit([
    { putEntity: { key: mine, kind: 'ORGANIZATION', names: named(mine) } },
    { putEntity: { key: works, kind: 'FACILITY', names: named(works) } },
    { putDocument: { key: notice, titles: named(`Paper ${run}`), published: '2025-01-01', passages: [{ locator: '[1]', text: `${mine} sends ore to ${works}.` }] } },
  ]),
)

async function choose(page, field, words, option) {
  await page.getByRole('button', { name: new RegExp(`^${field}:`) }).click()
  await page.getByRole('dialog').last().getByRole('textbox').first().fill(words)
  await page.getByRole('list', { name: field, exact: true }).getByRole('button', { name: option }).click()
}

describe('writing', () => {
  test('a claim is written from a document, previewed, sent, seen in the evidence, and retracted', async () => {
    const { page, done } = await open(`/?ask=suppliers&of=${works}&on=2025-06-13&view=documents&doc=${notice}&at=[1]`)
    await page.getByRole('button', { name: 'Write a claim' }).first().click()
    const form = page.getByRole('dialog', { name: 'A claim from a document' })
    await form.getByRole('button', { name: `Document: Paper ${run}` }).waitFor()
    assert.equal(await form.getByLabel('Place in it').inputValue(), '[1]')
    await choose(page, 'from', mine, mine)
    await form.getByRole('button', { name: 'Preview' }).click()
    await form.getByText('1 field is not right yet').waitFor()
    await choose(page, 'to', works, works)
    const from = form.getByLabel('True from')
    await from.fill('2025-13')
    await form.getByText('expected 2025, 2025-06 or 2025-06-13').waitFor()
    assert.equal(await from.getAttribute('aria-invalid'), 'true')
    await from.fill('2025')
    await form.getByRole('button', { name: 'Add a figure' }).click()
    await form.getByLabel('Figure', { exact: true }).fill('~120')
    assert.deepEqual(await seriousFaults(page), [])

    await form.getByRole('button', { name: 'Preview' }).click()
    const preview = page.getByRole('dialog', { name: 'What it would change' })
    await preview.getByText('0 before, 1 with the changes').waitFor()
    await preview.getByText('What is sent').click()
    const sent = JSON.parse(await preview.locator('pre').innerText())
    assert.deepEqual(sent[0].assert.about, { export: { from: mine, to: works } })
    assert.deepEqual(sent[0].assert.measures, [{ metric: 'QUANTITY', value: '120', approximate: true, unit: 't' }])
    assert.deepEqual(await seriousFaults(page), [])

    // Others write first: the form says what, and can be sent again.
    await commit([{ putEntity: { key: `other-${run}`, kind: 'PLACE', names: named(`Elsewhere ${run}`) } }])
    await preview.getByRole('button', { name: 'Write it' }).click()
    await preview.getByRole('list', { name: 'Written meanwhile' }).getByText(`Elsewhere ${run}`).waitFor()
    await preview.getByRole('button', { name: 'Send it again' }).click()
    await preview.waitFor({ state: 'detached' })

    const answer = page.getByRole('region', { name: 'Answer' })
    await answer.getByRole('button', { name: mine }).first().waitFor()
    const evidence = page.getByRole('region', { name: 'Evidence' })
    await evidence.getByText(`Paper ${run}`).waitFor()
    await evidence.getByRole('button', { name: 'Retract …' }).click()
    await evidence.getByLabel('Why is it retracted?').fill('It was misread')
    // What is asked again after writing is faint for as long as that takes.
    await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'))
    assert.deepEqual(await seriousFaults(page), [])
    await evidence.getByRole('button', { name: 'Retract for good' }).click()
    await evidence.getByText(/It was misread/).waitFor()
    await answer.getByRole('button', { name: mine }).waitFor({ state: 'detached' })
    await done()
  })

  test('two entities are held side by side and merged into the one that stays', async () => {
    const [one, other] = [`one-${run}`, `other-one-${run}`]
    await commit([one, other].map((key) => ({ putEntity: { key, kind: 'ORGANIZATION', names: named(key) } })))
    await commit([{ samePerhaps: { a: one, b: other, reason: 'like names' } }])
    const { page, done } = await open(`/?ask=entity&of=${one}&pick=entity:${one}`)
    const evidence = page.getByRole('region', { name: 'Evidence' })
    await evidence.getByRole('button', { name: 'Merge …' }).click()
    const dialog = page.getByRole('dialog', { name: 'Are these two one?' })
    await dialog.getByRole('radio', { name: `${other} stays` }).check()
    assert.equal(await dialog.getByRole('button', { name: 'They are one' }).isDisabled(), true, 'a reason is needed')
    await dialog.getByLabel('Why?').fill('The same firm')
    assert.deepEqual(await seriousFaults(page), [])
    await dialog.getByRole('button', { name: 'They are one' }).click()
    await dialog.waitFor({ state: 'detached' })
    await evidence.getByRole('heading', { name: other }).waitFor()
    await evidence.getByText('Merged from').waitFor()
    assert.match(page.url(), new RegExp(`pick=entity:${other}`))
    await done()
  })

  test('where writing needs a token it says so, and the token that is given is sent with all that follows', async () => {
    const { page } = await open(`/?ask=entity&of=${works}&pick=entity:${works}`)
    const tokens = []
    await page.route('**/graphql', async (route) => {
      const { authorization, ...headers } = route.request().headers()
      if (!route.request().postData()?.includes('"operationName":"Commit"')) return route.continue({ headers })
      tokens.push(authorization)
      if (tokens.length > 1) return route.fulfill({ status: 403, json: { errors: [{ message: 'this needs the role `editor`', extensions: { code: 'FORBIDDEN' } }] } })
      return route.fulfill({ status: 401, json: { errors: [{ message: 'this needs a token of the role `editor`', extensions: { code: 'UNAUTHENTICATED' } }] } })
    })
    await page.getByRole('button', { name: 'Write a claim' }).click()
    const dialog = page.getByRole('dialog').first()
    await choose(page, 'to', mine, mine)
    await choose(page, 'Document', run, new RegExp(`Paper ${run}`))
    await dialog.getByRole('button', { name: 'Preview' }).click()
    await dialog.getByRole('button', { name: 'Write it' }).click()
    await dialog.getByText('Writing needs a token here').waitFor()
    await dialog.getByLabel('Token for this session').fill('secret')
    await dialog.getByRole('button', { name: 'Use it and send again' }).click()
    await dialog.getByText('This token may not write').waitFor()
    assert.deepEqual(tokens, [undefined, 'Bearer secret'])
    await page.context().close()
  })
})
