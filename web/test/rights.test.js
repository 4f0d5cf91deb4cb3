// Who may write in the explorer, and what is said where nobody may: on servers of its own, since the one that all ask lets everybody.

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { serve, token } from './own_server.js'
import { closed, open, seriousFaults } from './page.js'

const named = (text) => [{ text, language: 'en' }]
const FACTS = [
  { putEntity: { key: 'mine', kind: 'ORGANIZATION', names: named('Mine') } },
  { putEntity: { key: 'plant', kind: 'FACILITY', names: named('Plant') } },
  { putDocument: { key: 'paper', titles: named('Paper'), published: '2025-01-01', passages: [{ text: 'Mine sends ore to Plant.' }] } },
]

async function choose(form, field, words) {
  const input = form.getByRole('combobox', { name: field, exact: true })
  await input.click()
  await input.fill(words)
  await form.getByRole('listbox', { name: field, exact: true }).getByRole('option', { name: new RegExp(`^${words}`) }).click()
}

/** A claim that is filled in. */
async function filled(page) {
  await page.getByRole('region', { name: 'Evidence' }).getByRole('button', { name: 'Write a claim' }).click()
  const dialog = page.getByRole('dialog').first()
  await dialog.getByLabel('Kind').selectOption('Contract')
  await choose(dialog, 'Supplier', 'Mine')
  await choose(dialog, 'Document', 'Paper')
  await dialog.getByLabel('Place in it').fill('[1]')
  await dialog.getByRole('button', { name: 'Preview' }).click()
  return dialog
}

describe('where tokens are needed', () => {
  let server, reader, editor, admin

  before(async () => {
    ;[reader, editor, admin] = await Promise.all(['reader', 'editor', 'admin'].map(token))
    server = await serve({ settings: ['reading = "open"', reader.lines, editor.lines, admin.lines].join('\n') })
    const { errors } = await server.commit(FACTS, editor.secret)
    assert.equal(errors, undefined, JSON.stringify(errors))
  })
  after(() => server.end())

  test('an editor signs in before anything is written, and out again', async () => {
    const { page, done } = await open('/?ask=entity&of=plant&pick=entity:plant', { of: server.url })
    await page.getByRole('region', { name: 'Evidence' }).getByRole('button', { name: 'Write a claim' }).click()
    const dialog = page.getByRole('dialog').first()
    const session = dialog.getByRole('region', { name: 'Who writes' })
    await session.getByText('Writing needs a token here').waitFor()
    await session.getByRole('button', { name: 'Sign in …' }).click()
    const field = session.getByLabel('Token for this session')
    assert.equal(await field.evaluate((field) => field === document.activeElement), true)
    assert.deepEqual(await seriousFaults(page), [])
    await field.fill(reader.secret)
    await field.press('Enter')
    await session.getByText('this token may only read').waitFor()
    await session.getByRole('button', { name: 'Sign out' }).click()
    await session.getByRole('button', { name: 'Sign in …' }).click()
    await field.fill(editor.secret)
    await session.getByRole('button', { name: 'Sign in', exact: true }).click()
    await session.getByText('Signed in: you may write').waitFor()
    const kept = () => page.evaluate(() => [Object.values(sessionStorage), Object.values(localStorage)])
    assert.deepEqual(await kept(), [[editor.secret], []])

    // It holds as long as the window is open.
    await page.reload()
    const again = await filled(page)
    await again.getByText('Signed in: you may write').waitFor()
    await again.getByRole('button', { name: 'Write it' }).click()
    await closed(again)
    await page.getByRole('region', { name: 'Evidence' }).getByText('Paper').waitFor()
    await page.getByRole('button', { name: 'Write a claim' }).first().click()
    await session.getByRole('button', { name: 'Sign out' }).click()
    await session.getByText('Writing needs a token here').waitFor()
    assert.deepEqual(await kept(), [[], []])
    await done()
  })

  test('a token that the server does not know is not kept', async () => {
    const { page } = await open('/?ask=entity&of=plant&pick=entity:plant', { of: server.url })
    await page.getByRole('region', { name: 'Evidence' }).getByRole('button', { name: 'Write a claim' }).click()
    const session = page.getByRole('region', { name: 'Who writes' })
    await session.getByRole('button', { name: 'Sign in …' }).click()
    const field = session.getByLabel('Token for this session')
    await field.fill('lodegraph_0')
    await field.press('Enter')
    await session.getByText('the token is not known here').waitFor()
    assert.equal(await field.getAttribute('aria-invalid'), 'true')
    assert.equal(await page.evaluate(() => sessionStorage.length), 0)
    await page.context().close()
  })

  test('nor is one that is given to send again what was refused', async () => {
    const { page } = await open('/?ask=entity&of=plant&pick=entity:plant', { of: server.url })
    const dialog = await filled(page)
    await dialog.getByRole('button', { name: 'Write it' }).click()
    const refusal = dialog.getByRole('alert').filter({ hasText: 'Writing needs a token here' })
    const field = refusal.getByLabel('Token for this session')
    await field.fill('lodegraph_0')
    await field.press('Enter')
    await refusal.getByText('the token is not known here').waitFor()
    assert.equal(await field.getAttribute('aria-invalid'), 'true')
    assert.equal(await page.evaluate(() => sessionStorage.length), 0)
    await page.context().close()
  })

  test('what was refused for want of a token is sent again with one, and nothing typed is lost', async () => {
    const { page, done } = await open('/?ask=entity&of=plant&pick=entity:plant', { of: server.url })
    const dialog = await filled(page)
    await dialog.getByRole('button', { name: 'Write it' }).click()
    const refusal = dialog.getByRole('alert')
    await refusal.getByText('Writing needs a token here').waitFor()
    assert.deepEqual(await seriousFaults(page), [])
    await refusal.getByLabel('Token for this session').fill(reader.secret)
    await refusal.getByRole('button', { name: 'Use it and send again' }).click()
    await refusal.getByText('This token may not do that').waitFor()
    await dialog.getByRole('button', { name: 'Back to the form' }).click()
    assert.equal(await dialog.getByLabel('Place in it').inputValue(), '[1]')
    await dialog.getByRole('button', { name: 'Preview' }).click()
    await dialog.getByRole('button', { name: 'Write it' }).click()
    await refusal.getByLabel('Token for this session').fill(editor.secret)
    await refusal.getByRole('button', { name: 'Use it and send again' }).click()
    await closed(dialog)
    await done()
  })

  test('it takes an admin to strike out a text', async () => {
    const { page, done } = await open('/?ask=documents&view=documents&doc=paper', { of: server.url })
    await page.evaluate((secret) => sessionStorage.setItem('lodegraph.token', secret), editor.secret)
    await page.reload()
    await page.getByRole('button', { name: 'Strike out its text …' }).first().click()
    await page.getByLabel('On whose demand?').first().fill('The publisher’s')
    await page.getByRole('button', { name: 'Strike it out for good' }).first().click()
    const refusal = page.getByRole('alert')
    await refusal.getByText('This token may not do that').waitFor()
    await refusal.getByLabel('Token for this session').fill(admin.secret)
    await refusal.getByRole('button', { name: 'Use it and send again' }).click()
    await page.getByText('Mine sends ore to Plant.').first().waitFor({ state: 'detached' })
    await done()
  })
})

describe('where reading needs a token too', () => {
  let server, reader

  before(async () => {
    const editor = await token('editor')
    reader = await token('reader')
    server = await serve({ settings: ['reading = "tokens"', reader.lines, editor.lines].join('\n') })
    await server.commit(FACTS, editor.secret)
  })
  after(() => server.end())

  test('what cannot be answered says that one has to sign in, and is answered when one has', async () => {
    const { page } = await open('/?ask=entity&of=plant&pick=entity:plant', { of: server.url })
    await page.getByRole('button', { name: 'Sign in …' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'Who writes' })
    const field = dialog.getByLabel('Token for this session')
    await field.fill(reader.secret)
    assert.deepEqual(await seriousFaults(page), [])
    await field.press('Enter')
    await dialog.getByText('this token may only read').waitFor()
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await page.getByRole('region', { name: 'Evidence' }).getByRole('heading', { name: 'Plant' }).waitFor()
    // And out again by the menu.
    await page.getByRole('button', { name: 'Settings and links' }).click()
    await page.getByRole('menuitem', { name: 'Sign in or out …' }).click()
    await dialog.getByRole('button', { name: 'Sign out' }).click()
    await dialog.getByText('Writing needs a token here').waitFor()
    // A browser tells of every answer 401 in its console, so that it is not held to be silent.
    await page.context().close()
  })
})

describe('where the disk is full', () => {
  let server

  before(async () => {
    server = await serve({ disk: 384 })
    const { errors } = await server.commit(FACTS)
    assert.equal(errors, undefined, JSON.stringify(errors))
    // Words that no compression makes small.
    const words = () => Buffer.from(crypto.getRandomValues(new Uint8Array(48_000))).toString('hex')
    let code
    for (let number = 0; code !== 'READ_ONLY' && number < 20; number += 1) {
      const answer = await server.commit([{ putDocument: { key: `large-${number}`, titles: named('Large'), passages: [{ text: words() }] } }])
      code = answer.errors?.[0].extensions.code
    }
    assert.equal(code, 'READ_ONLY')
  })
  after(() => server.end())

  test('it is said that the server takes nothing, and nothing typed is lost', async () => {
    const { page, done } = await open('/?ask=entity&of=plant&pick=entity:plant', { of: server.url })
    const dialog = await filled(page)
    await dialog.getByRole('button', { name: 'Write it' }).click()
    const refusal = dialog.getByRole('alert')
    await refusal.getByText('This server takes nothing at present').waitFor()
    await refusal.getByText('Tell whoever runs it').waitFor()
    assert.deepEqual(await seriousFaults(page), [])
    await refusal.getByRole('button', { name: 'Send it again' }).click()
    await refusal.getByText('This server takes nothing at present').waitFor()
    await dialog.getByRole('button', { name: 'Back to the form' }).click()
    assert.equal(await dialog.getByLabel('Place in it').inputValue(), '[1]')
    assert.equal(await dialog.getByRole('combobox', { name: 'Supplier' }).inputValue(), 'Mine')
    await done()
  })
})
