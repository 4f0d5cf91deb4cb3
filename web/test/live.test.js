// What is written elsewhere while the page is open, and a connection that is lost: LODEGRAPH_URL says which server, which may be written to.

import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'

import { serve } from './own_server.js'
import { open, seriousFaults, until } from './page.js'
import { server } from './server.js'

// The store may be one that was tried before: what stands there already would not be written again.
const run = Date.now().toString(36)

async function commit(changes) {
  const body = JSON.stringify({ query: 'mutation($changes: [Change!]!) { commit(changes: $changes) { seq } }', variables: { changes } })
  const response = await fetch(new URL('/graphql', server), { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const answer = await response.json()
  assert.equal(answer.errors, undefined, JSON.stringify(answer))
}

// Of its own, so that tests which ask the same server meet none of it.
const works = `works-${run}`
const question = `/?ask=suppliers&of=${works}&on=2025-06-13`

const supplying = (from) => [
  { putEntity: { key: from, kind: 'ORGANIZATION', names: [{ text: from, language: 'en' }] } },
  { putDocument: { key: `${from}-notice`, titles: [{ text: 'A notice', language: 'en' }], published: '2025-01-01' } },
  { assert: { about: { export: { from, to: works } }, mode: 'REPORTED', status: 'ACTIVE', validFrom: '2025', evidence: [{ document: `${from}-notice` }] } },
]

before(async () => {
  await commit([{ putEntity: { key: works, kind: 'FACILITY', names: [{ text: works, language: 'en' }] } }, ...supplying(`first-${run}`)])
})

describe('while the page is open', () => {
  test('what is written about what is on screen is told, and taken in by a press', async () => {
    const { page, done } = await open(question)
    const list = page.getByRole('region', { name: 'Answer' })
    await list.getByRole('button', { name: `first-${run}` }).first().waitFor()
    await commit([{ putEntity: { key: `apart-${run}`, kind: 'PLACE', names: [{ text: 'Apart', language: 'en' }] } }])
    await commit(supplying(`newcomer-${run}`))
    const note = page.getByRole('button', { name: /^1 new claim, 1 document, 1 entity/ })
    await note.waitFor()
    assert.deepEqual(await seriousFaults(page), [])
    assert.equal(await list.getByText(`newcomer-${run}`).count(), 0)
    await note.click()
    await list.getByText(`newcomer-${run}`).first().waitFor()
    await note.waitFor({ state: 'detached' })
    await done()
  })

  test('what was opened up by hand is followed and asked anew too, and stands in every view', async () => {
    const [first, far, beyond] = [`first-${run}`, `far-${run}`, `beyond-${run}`]
    const exports = (from, to, status, mode = 'REPORTED') => ({ assert: { about: { export: { from, to } }, mode, status, validFrom: status === 'ENDED' ? '2025-03' : '2025', evidence: [{ document: `${first}-notice` }] } })
    await commit([...[far, beyond].map((key) => ({ putEntity: { key, kind: 'PLACE', names: [{ text: key, language: 'en' }] } })), exports(first, far, 'ACTIVE')])
    const { page, done } = await open(`${question}&pick=entity:${first}`)
    const row = (words) => page.getByRole('row', { name: new RegExp(words) }).first()
    await page.getByRole('button', { name: 'Expand' }).click()
    await row(`${first} exports to, active ${far}`).waitFor({ state: 'attached' })
    // About one that was opened up alone.
    await commit([exports(far, beyond, 'ACTIVE')])
    const note = page.getByRole('button', { name: /^1 new claim/ })
    await note.waitFor()
    await note.click()
    await note.waitFor({ state: 'detached' })
    await commit([exports(first, far, 'ENDED', 'OFFICIAL')])
    await note.waitFor()
    await note.click()
    await row(`${first} exports to, ended ${far}`).waitFor({ state: 'attached' })
    await page.getByRole('tab', { name: 'Table' }).click()
    await page.getByLabel('Rows').selectOption('relations')
    await row(`${first}.*${far}`).waitFor()
    await page.getByRole('tab', { name: 'Map' }).click()
    await row(`${first} exports to, ended ${far}`).waitFor({ state: 'attached' })
    await done()
  })

  test('a lost connection is said, and what was written meanwhile comes when it is back', async () => {
    const { page, done } = await open('/')
    await page.close()
    const own = await page.context().newPage()
    // The first socket is lost as soon as something is written, later ones are let through.
    const sockets = []
    await own.routeWebSocket(/\/graphql$/, (socket) => {
      sockets.push(socket)
      socket.connectToServer()
    })
    await own.goto(new URL(question, server).href)
    await own.getByRole('region', { name: 'Answer' }).getByRole('button', { name: `first-${run}` }).first().waitFor()
    await until(own, () => sockets.length > 0)
    await own.waitForTimeout(200)
    await sockets[0].close({ code: 1012 })
    await own.getByText('Connection lost, trying again').waitFor()
    await commit(supplying(`meanwhile-${run}`))
    await own.getByRole('button', { name: /^1 new claim/ }).waitFor()
    await own.getByText('Connection lost, trying again').waitFor({ state: 'detached' })
    assert.ok(sockets.length >= 2)
    await done()
  })

  test('an address that names what is not there has all else told', async () => {
    const { page, done } = await open(`${question}&pick=entity:nobody-${run}`)
    await page.getByRole('region', { name: 'Answer' }).getByRole('button', { name: `first-${run}` }).first().waitFor()
    await commit(supplying(`beside-${run}`))
    await page.getByRole('button', { name: /^1 new claim/ }).waitFor()
    await done()
  })

  test('a token that holds no longer is told, with the way to sign in', async () => {
    const { page } = await open('/')
    await page.routeWebSocket(/\/graphql$/, (socket) => socket.close({ code: 4403, reason: 'The token has ended' }))
    await page.goto(new URL(question, server).href)
    await page.getByText('What is new is not told').waitFor()
    assert.equal(await page.getByText('Connection lost, trying again').count(), 0)
    await page.getByRole('button', { name: 'Sign in …' }).click()
    await page.getByRole('dialog', { name: 'Who writes' }).waitFor()
    await page.context().close()
  })

  test('what an answer holds already is not told, however late it was asked', async () => {
    const [late, mill] = [`late-${run}`, `mill-${run}`]
    await commit([{ putEntity: { key: mill, kind: 'FACILITY', names: [{ text: mill, language: 'en' }] } }])
    const { page, done } = await open(question)
    await page.getByRole('region', { name: 'Answer' }).getByRole('button', { name: `first-${run}` }).first().waitFor()
    // Written after the page was loaded, and before the second question is asked.
    await commit([
      { putEntity: { key: late, kind: 'ORGANIZATION', names: [{ text: late, language: 'en' }] } },
      { assert: { about: { export: { from: late, to: mill } }, mode: 'REPORTED', status: 'ACTIVE', validFrom: '2025', evidence: [{ document: `first-${run}-notice` }] } },
    ])
    const field = page.getByRole('combobox', { name: 'Ask a question' })
    await field.fill(`who supplies ${mill}`)
    await field.press('Enter')
    await page.getByRole('region', { name: 'Answer' }).getByRole('button', { name: late }).first().waitFor()
    await page.waitForTimeout(1500)
    assert.equal(await page.getByRole('button', { name: /new claim/ }).count(), 0)
    await commit([{ assert: { about: { export: { from: late, to: mill } }, mode: 'OFFICIAL', status: 'ACTIVE', validFrom: '2025', evidence: [{ document: `first-${run}-notice` }] } }])
    await page.getByRole('button', { name: /^1 new claim(?!.*entity)/ }).waitFor()
    await done()
  })

  test('a server that ends and comes back is noticed, and what it holds since is told', async () => {
    const own = await serve()
    try {
      await own.commit([{ putEntity: { key: works, kind: 'FACILITY', names: [{ text: works, language: 'en' }] } }, ...supplying('before')])
      const { page } = await open(question, { of: own.url })
      await page.getByRole('region', { name: 'Answer' }).getByRole('button', { name: 'before' }).first().waitFor()
      await page.waitForTimeout(1500)
      await own.stop()
      await page.getByText('Connection lost, trying again').waitFor()
      // What was shown stays.
      await page.getByRole('region', { name: 'Answer' }).getByRole('button', { name: 'before' }).first().waitFor()
      await own.start()
      await own.commit(supplying('after'))
      const note = page.getByRole('button', { name: /^1 new claim, 1 document, 1 entity/ })
      await note.waitFor({ timeout: 60_000 })
      await page.getByText('Connection lost, trying again').waitFor({ state: 'detached' })
      await note.click()
      await page.getByRole('region', { name: 'Answer' }).getByRole('button', { name: 'after' }).first().waitFor()
      await page.context().close()
    } finally {
      await own.end()
    }
  })
})
