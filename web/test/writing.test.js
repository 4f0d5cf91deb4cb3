// Writing in the explorer: LODEGRAPH_URL says which server, which may be written to.

import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'

import { closed, open, PAIRS, seriousFaults } from './page.js'
import { server } from './server.js'

// The store may be one that was tried before, and other tests ask it: all is of its own.
const run = Date.now().toString(36)
const [mine, works, notice] = [`mine-${run}`, `plant-${run}`, `paper-${run}`]

async function ask(query, variables) {
  const body = JSON.stringify({ query, variables })
  const response = await fetch(new URL('/graphql', server), { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const answer = await response.json()
  assert.equal(answer.errors, undefined, JSON.stringify(answer))
  return answer.data
}

const commit = (changes) => ask('mutation($changes: [Change!]!) { commit(changes: $changes) { seq } }', { changes })
const named = (text) => [{ text, language: 'en' }]

before(() =>
  commit([
    { putEntity: { key: mine, kind: 'ORGANIZATION', names: named(mine) } },
    { putEntity: { key: works, kind: 'FACILITY', names: named(works) } },
    { putDocument: { key: notice, titles: named(`Paper ${run}`), published: '2025-01-01', passages: [{ locator: '[1]', text: `${mine} sends ore to ${works}.` }] } },
  ]),
)

async function choose(form, field, words, option) {
  const input = form.getByRole('combobox', { name: field, exact: true })
  await input.click()
  await input.fill(words)
  await form.getByRole('listbox', { name: field, exact: true }).getByRole('option', { name: new RegExp(`^${option}`) }).click()
}

/** What would be sent, read from the preview. */
async function sent(preview) {
  await preview.getByText('What is sent').click()
  return JSON.parse(await preview.locator('pre').innerText())
}

/** What is asked again after writing is faint for as long as that takes. */
const settled = (page) => page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'))

/** Whether the page may be left without being asked. */
const unloads = (page) => page.evaluate(() => window.dispatchEvent(new Event('beforeunload', { cancelable: true })))

describe('writing', () => {
  test('a claim is written from a document, previewed, sent, seen in the evidence, and retracted', async () => {
    const { page, done } = await open(`/?ask=suppliers&of=${works}&on=2025-06-13&view=documents&doc=${notice}&at=[1]`)
    await page.getByRole('button', { name: 'Write a claim' }).first().click()
    const form = page.getByRole('dialog', { name: 'A claim from a document' })
    await form.getByText('Anybody may write here').waitFor()
    const document = form.getByRole('combobox', { name: 'Document' })
    await page.waitForFunction((title) => [...window.document.querySelectorAll('input')].some(({ value }) => value === title), `Paper ${run}`)
    assert.equal(await document.inputValue(), `Paper ${run}`)
    assert.equal(await form.getByLabel('Place in it').inputValue(), '[1]')
    await choose(form, 'Exporter', mine, mine)
    await form.getByRole('button', { name: 'Preview' }).click()
    await form.getByText('1 field is not right yet').waitFor()
    // The focus is where something is wrong, and that is said of the field.
    const importer = form.getByRole('combobox', { name: 'Importer' })
    assert.equal(await importer.evaluate((field) => field === window.document.activeElement), true)
    assert.equal(await described(importer), 'is needed')
    // Enter that ends a composition is not yet a choice.
    await importer.fill(works)
    const offered = form.getByRole('listbox', { name: 'Importer', exact: true }).getByRole('option', { name: new RegExp(`^${works}`) })
    await offered.waitFor()
    await importer.dispatchEvent('keydown', { key: 'Enter', isComposing: true })
    assert.equal(await offered.isVisible(), true)
    await choose(form, 'Importer', works, works)
    const from = form.getByLabel('True from')
    await from.fill('2025-13')
    await form.getByText('expected 2025, 2025-06 or 2025-06-13').waitFor()
    assert.equal(await from.getAttribute('aria-invalid'), 'true')
    assert.equal(await described(from), 'expected 2025, 2025-06 or 2025-06-13')
    await from.fill('2025')
    await form.getByRole('button', { name: 'Add a figure' }).click()
    await form.getByLabel('Figure', { exact: true }).fill('~120')
    assert.deepEqual(await seriousFaults(page), [])

    await form.getByRole('button', { name: 'Preview' }).click()
    const preview = page.getByRole('dialog', { name: 'What it would change' })
    assert.match(await preview.locator('li[data-change="come"]').first().innerText(), new RegExp(mine))
    await preview.getByRole('heading', { name: `What is different about ${works}` }).waitFor()
    const [{ assert: claim }] = await sent(preview)
    assert.deepEqual(claim.about, { export: { from: mine, to: works } })
    assert.deepEqual(claim.measures, [{ metric: 'QUANTITY', unit: 't', value: '120', approximate: true }])
    assert.deepEqual(await seriousFaults(page), [])

    // Others write first: the form says what, and what was typed is still there.
    await commit([{ putEntity: { key: `other-${run}`, kind: 'PLACE', names: named(`Elsewhere ${run}`) } }])
    await preview.getByRole('button', { name: 'Write it' }).click()
    await preview.getByRole('list', { name: 'Written meanwhile' }).getByText(`Made, changed or judged: Elsewhere ${run}`).waitFor()
    await preview.getByRole('button', { name: 'Back to the form' }).click()
    assert.equal(await form.getByLabel('Figure', { exact: true }).inputValue(), '~120')
    await form.getByRole('button', { name: 'Preview' }).click()
    // What was shown is known. What is about the same comes first.
    const text = named(`the ore of ${run} is dear`)
    await commit([{ putEntity: { key: `third-${run}`, kind: 'PLACE', names: named(`Third ${run}`) } }])
    await commit([{ assert: { about: { observation: { subject: mine, metric: 'OTHER', text } }, mode: 'REPORTED', statement: text, evidence: [{ document: notice }] } }])
    await preview.getByRole('button', { name: 'Write it' }).click()
    await preview.getByText('Some of it is about the same').waitFor()
    const lines = preview.getByRole('list', { name: 'Written meanwhile' }).getByRole('listitem')
    await lines.filter({ hasText: `Third ${run}` }).waitFor()
    assert.match(await lines.first().innerText(), new RegExp(`New claim: the ore of ${run} is dear`))
    await preview.getByRole('button', { name: 'Send it again' }).click()
    await closed(preview)

    const answer = page.getByRole('region', { name: 'Answer' })
    await answer.getByRole('button', { name: mine }).first().waitFor()
    const evidence = page.getByRole('region', { name: 'Evidence' })
    await evidence.getByText(`Paper ${run}`).waitFor()
    await evidence.getByRole('button', { name: 'Retract …' }).click()
    await evidence.getByLabel('Why is it retracted?').fill('It was misread')
    // What rests on it alone is told beforehand: the relation, and its figure.
    const would = evidence.getByRole('region', { name: 'What it would change' })
    await would.getByText('No other claim sets its state').waitFor()
    await would.locator('li[data-change="gone"]', { hasText: mine }).first().waitFor()
    await would.getByText(/Given by it alone, and gone with it: .*120/).waitFor()
    await settled(page)
    assert.deepEqual(await seriousFaults(page), [])
    await evidence.getByRole('button', { name: 'Retract for good' }).click()
    await evidence.getByText(/It was misread/).waitFor()
    await answer.getByRole('button', { name: mine }).waitFor({ state: 'detached' })
    await done()
  })

  test('what was typed and not sent is put aside when its form is closed, and gone on with', async () => {
    const { page, done } = await open(`/?ask=suppliers&of=${works}&on=2025-06-13&pick=entity:${works}`)
    const evidence = page.getByRole('region', { name: 'Evidence' })
    const again = page.getByRole('button', { name: /^Go on with: / })
    // One in which nothing was typed is just closed.
    await evidence.getByRole('button', { name: 'Write a claim' }).click()
    const form = page.getByRole('dialog', { name: 'A claim from a document' })
    await form.getByText('Anybody may write here').waitFor()
    await page.keyboard.press('Escape')
    await closed(form)
    assert.equal(await again.count(), 0)
    await evidence.getByRole('button', { name: 'Write a claim' }).click()
    await choose(form, 'Importer', mine, mine)
    await form.getByLabel('True from').fill('2024')
    await page.keyboard.press('Escape')
    await closed(form)
    await page.getByRole('button', { name: `Go on with: A claim from a document · ${works} · ${mine}`, exact: true }).waitFor()
    assert.deepEqual(await seriousFaults(page), [])
    assert.equal(await unloads(page), false, 'who leaves the page is asked')
    // Meanwhile a merge is begun, and left as well.
    await evidence.getByRole('button', { name: 'Merge …' }).click()
    const merge = page.getByRole('dialog', { name: 'Are these two one?' })
    await merge.getByLabel('Why?').fill('They look alike')
    await merge.getByRole('button', { name: 'Close' }).click()
    await closed(merge)
    // A form is put aside just after it is closed.
    await again.nth(1).waitFor()
    assert.equal(await again.count(), 2)
    await again.nth(1).click()
    assert.equal(await merge.getByLabel('Why?').inputValue(), 'They look alike')
    await page.keyboard.press('Escape')
    await closed(merge)
    await again.first().click()
    assert.equal(await form.getByLabel('True from').inputValue(), '2024')
    await form.getByRole('button', { name: 'Close' }).click()
    // Until it is thrown away.
    await closed(form)
    await again.nth(1).waitFor()
    assert.equal(await again.count(), 2)
    for (let left = 2; left > 0; left--) await page.getByRole('button', { name: /^Throw away what was typed/ }).first().click()
    assert.equal(await again.count(), 0)
    assert.equal(await unloads(page), true)
    await done()
  })

  test('nothing is sent where it is not known what others wrote, and a form stays whatever is asked anew', async () => {
    const { page, done } = await open(`/?ask=suppliers&of=${works}&on=2025-06-13&pick=entity:${works}`)
    const down = new Set(['Begun'])
    let sent = 0
    await page.route('**/graphql', (route) => {
      const { operationName: name } = route.request().postDataJSON() ?? {}
      if (name === 'Commit' && route.request().postDataJSON().variables.changes.length > 0) sent += 1
      return down.has(name) ? route.fulfill({ json: { errors: [{ message: 'the store is not open', extensions: { code: 'UNAVAILABLE' } }] } }) : route.fallback()
    })
    const evidence = page.getByRole('region', { name: 'Evidence' })
    await evidence.getByRole('button', { name: 'Merge …' }).click()
    const merge = page.getByRole('dialog', { name: 'Are these two one?' })
    down.add('MergeSides')
    await choose(merge, 'the other', mine, mine)
    await merge.getByText('the store is not open').first().waitFor()
    await merge.getByLabel('Why?').fill('Tried')
    await merge.getByRole('button', { name: 'They are not the same' }).click()
    await merge.getByRole('alert').getByText('the store is not open').first().waitFor()
    assert.equal(sent, 0)
    // It is asked again with the sending.
    down.clear()
    await merge.getByRole('button', { name: 'Send it again' }).click()
    await closed(merge)
    assert.equal(sent, 1)

    await evidence.getByRole('button', { name: 'A newer version of it …' }).click()
    const version = page.getByRole('dialog', { name: 'A newer version of it' })
    await version.getByLabel('More closely').fill(`works of ${run}`)
    down.add('Versioned')
    await commit([{ putEntity: { key: `fourth-${run}`, kind: 'PLACE', names: named(`Fourth ${run}`) } }])
    await version.getByRole('button', { name: 'Preview' }).click()
    const preview = page.getByRole('dialog', { name: 'What it would change' })
    await preview.getByRole('button', { name: 'Write it' }).click()
    await preview.getByText(`Made, changed or judged: Fourth ${run}`).waitFor()
    await preview.getByRole('button', { name: 'Back to the form' }).click()
    assert.equal(await version.getByLabel('More closely').inputValue(), `works of ${run}`)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Throw away what was typed/ }).click()
    await done()
  })

  test('what a claim has to name is made on the way, and all of it is one transaction', async () => {
    const { page, done } = await open(`/?ask=suppliers&of=${works}&on=2025-06-13&pick=entity:${works}`)
    await page.getByRole('region', { name: 'Evidence' }).getByRole('button', { name: 'Write a claim' }).click()
    const claim = page.getByRole('dialog', { name: 'A claim from a document' })
    await claim.getByLabel('Kind').selectOption('Contract')
    // With the keyboard alone: type, and Enter takes what is marked.
    const supplier = claim.getByRole('combobox', { name: 'Supplier' })
    await supplier.fill(`Kvanefjeld ${run}`)
    await claim.getByRole('option', { name: `New: Entity “Kvanefjeld ${run}” …` }).waitFor()
    await supplier.press('Enter')
    const entity = page.getByRole('dialog', { name: 'An entity to name' })
    await entity.getByRole('button', { name: 'Add a name' }).click()
    await entity.getByRole('group', { name: 'Name 2' }).getByLabel('Name', { exact: true }).fill('可凡湾')
    assert.equal(await entity.getByRole('group', { name: 'Name 2' }).getByLabel('Language').inputValue(), 'zh')
    const key = entity.getByLabel('Key', { exact: true })
    await key.fill(works)
    await entity.getByText('this key stands for something already').waitFor()
    await key.fill('')
    await entity.getByText(`left out: kvanefjeld-${run}`).waitFor()
    await entity.getByLabel('Kind').selectOption('Facility')
    await entity.getByLabel('Stage').selectOption('mining')
    await choose(entity, 'Works on', 'rare earths', 'Rare earths')
    await entity.getByRole('button', { name: 'Add a code' }).click()
    await entity.getByLabel('List of codes').fill('LEI')
    await entity.getByLabel('Code', { exact: true }).fill(`5493-${run}`)
    assert.deepEqual(await seriousFaults(page), [])
    await entity.getByRole('button', { name: 'Take it into the form' }).click()
    assert.equal(await supplier.inputValue(), `Kvanefjeld ${run}`)

    await choose(claim, 'Document', `Annual report ${run}`, '.*New: Document')
    const document = page.getByRole('dialog', { name: 'A document to name' })
    await document.getByLabel('Published', { exact: true }).fill('2025-06')
    await document.getByLabel('Address', { exact: true }).fill('example')
    await document.getByText('expected a whole address').waitFor()
    await document.getByLabel('Address', { exact: true }).fill('https://example.org/report')
    await choose(document, 'Publisher', mine, mine)
    await document.getByRole('button', { name: 'Add a passage of its text' }).click()
    await document.getByLabel('Words').fill('The mine was contracted.')
    await document.getByLabel('Its number').fill('[7]')
    assert.deepEqual(await seriousFaults(page), [])
    await document.getByRole('button', { name: 'Take it into the form' }).click()
    await claim.getByLabel('Place in it').fill('[7]')
    // It can be changed as long as nothing is sent.
    await claim.getByRole('button', { name: `Change Kvanefjeld ${run}` }).click()
    await key.fill(`kva-${run}`)
    await entity.getByRole('button', { name: 'Take it into the form' }).click()

    await claim.getByRole('button', { name: 'Preview' }).click()
    const preview = page.getByRole('dialog', { name: 'What it would change' })
    await preview.getByText(`New entity: Kvanefjeld ${run} (Facility)`).waitFor()
    await preview.getByText(`New document: Annual report ${run}`).waitFor()
    await preview.getByText('It names what is only made with it').waitFor()
    assert.deepEqual(await sent(preview), [
      { putDocument: { key: `annual-report-${run}-2025-06`, titles: named(`Annual report ${run}`), publisher: mine, published: '2025-06', url: 'https://example.org/report', passages: [{ locator: '[7]', text: 'The mine was contracted.' }] } },
      {
        putEntity: {
          key: `kva-${run}`, kind: 'FACILITY', names: [{ text: `Kvanefjeld ${run}`, language: 'en', role: 'official' }, { text: '可凡湾', language: 'zh', role: 'official' }],
          codes: [{ scheme: 'LEI', value: `5493-${run}` }], stage: 'MINING', commodities: ['rare-earths'],
        },
      },
      { assert: { about: { contract: { from: works, to: `kva-${run}` } }, mode: 'REPORTED', status: 'ACTIVE', evidence: [{ document: `annual-report-${run}-2025-06`, locator: '[7]' }] } },
    ])
    await preview.getByRole('button', { name: 'Write it' }).click()
    await closed(preview)
    await page.getByRole('region', { name: 'Answer' }).getByRole('button', { name: `Kvanefjeld ${run}` }).first().waitFor()
    const { entity: made } = await ask(`{ entity(id: "kva-${run}") { kind stage names { text } codes { value } } }`)
    assert.deepEqual(made, { kind: 'FACILITY', stage: 'MINING', names: [{ text: `Kvanefjeld ${run}` }, { text: '可凡湾' }], codes: [{ value: `5493-${run}` }] })
    await done()
  })

  test('an observation is written beside what is known of the same, seen with who says so, and corrected', async () => {
    const text = named(`dear already, ${run}`)
    await commit([{ assert: { about: { observation: { subject: works, metric: 'PRICE', number: 'earlier', text } }, mode: 'REPORTED', evidence: [{ document: notice }] } }])
    const { page, done } = await open(`/?ask=entity&of=${works}&pick=entity:${works}`)
    const evidence = page.getByRole('region', { name: 'Evidence' })
    await evidence.getByRole('button', { name: 'Write a claim' }).click()
    const form = page.getByRole('dialog', { name: 'A claim from a document' })
    await form.getByLabel('Kind').selectOption('Observation: of one alone')
    await form.getByLabel('Measures', { exact: true }).selectOption('price')
    await choose(form, 'Document', run, `Paper ${run}`)
    await form.getByRole('button', { name: 'Preview' }).click()
    await form.getByText('something has to be said').waitFor()
    await form.getByRole('button', { name: 'Add a figure' }).click()
    const figure = form.getByRole('group', { name: 'Figure 1' })
    assert.equal(await figure.getByLabel('Unit').inputValue(), 'USD/kg')
    await figure.getByLabel('Figure', { exact: true }).fill('70 (65-75)')
    assert.deepEqual(await seriousFaults(page), [])
    await form.getByRole('button', { name: 'Preview' }).click()
    const preview = page.getByRole('dialog', { name: 'What it would change' })
    await preview.getByText('An observation sets no state').waitFor()
    await preview.getByText(`dear already, ${run}`).waitFor()
    await preview.getByRole('button', { name: 'Write it' }).click()
    await closed(preview)
    await evidence.getByText('70 USD/kg').first().waitFor()
    assert.match(page.url(), /pick=observation:/)

    // The correction begins as what it takes the place of.
    await evidence.getByRole('button', { name: 'Correct …' }).click()
    const correction = page.getByRole('dialog', { name: 'A claim in the place of another' })
    const again = correction.getByRole('group', { name: 'Figure 1' })
    assert.equal(await again.getByLabel('Figure', { exact: true }).inputValue(), '70 (65-75)')
    await again.getByLabel('Figure', { exact: true }).fill('80')
    await correction.getByRole('button', { name: 'Preview' }).click()
    await preview.getByText('Counts no more:').waitFor()
    const [{ assert: claim }] = await sent(preview)
    assert.deepEqual(claim.measures, [{ metric: 'PRICE', unit: 'USD/kg', value: '80' }])
    assert.ok(claim.supersedes)
    await preview.getByRole('button', { name: 'Write it' }).click()
    await closed(preview)
    await evidence.getByText(/^Superseded:/).waitFor()
    await evidence.getByText('80 USD/kg').first().waitFor()
    await settled(page)
    assert.deepEqual(await seriousFaults(page), [])
    await done()
  })

  test('a retraction tells which claim sets the state from then on, and a correction carries every word', async () => {
    const about = { export: { from: mine, to: works, number: `stronger-${run}` } }
    const said = (key, mode, status) => ({ assert: { key: `${key}-${run}`, about, mode, status, note: [{ text: `Anmerkung ${key}`, language: 'de' }], statement: named(`As ${key} has it, ${run}`), evidence: [{ document: notice }] } })
    await commit([said('first', 'OFFICIAL', 'ACTIVE'), said('second', 'REPORTED', 'EASED')])
    const { relations } = await ask(`{ relations(where: { from: "${mine}", to: "${works}", includeLapsed: true }, first: 50) { edges { node { key number } } } }`)
    const relation = relations.edges.find(({ node }) => node.number === `stronger-${run}`).node.key
    const { page, done } = await open(`/?ask=entity&of=${works}&pick=relation:${relation}`)
    const evidence = page.getByRole('region', { name: 'Evidence' })
    const card = (key) => evidence.getByRole('listitem').filter({ hasText: `As ${key} has it` })
    await card('first').getByRole('button', { name: 'Retract …' }).click()
    await card('first').getByText('The next claim in strength sets its state').waitFor()
    await card('second').getByRole('button', { name: 'Retract …' }).click()
    await card('second').getByText('No state is another by it').waitFor()
    await settled(page)
    assert.deepEqual(await seriousFaults(page), [])

    await card('first').getByRole('button', { name: 'Correct …' }).click()
    const form = page.getByRole('dialog', { name: 'A claim in the place of another' })
    await form.getByRole('button', { name: 'Preview' }).click()
    const [{ assert: claim }] = await sent(page.getByRole('dialog', { name: 'What it would change' }))
    assert.deepEqual([claim.statement, claim.note], [named(`As first has it, ${run}`), [{ text: 'Anmerkung first', language: 'de' }]])
    await page.keyboard.press('Escape')
    await done()
  })

  test('what the server refuses is told at the field that it is about', async () => {
    const old = `old-${run}`
    const about = { export: { from: mine, to: works, number: `refused-${run}` } }
    await commit([{ assert: { key: old, about, mode: 'REPORTED', status: 'ACTIVE', evidence: [{ document: notice }] } }])
    const { relations } = await ask(`{ relations(where: { from: "${mine}", to: "${works}", includeLapsed: true }, first: 50) { edges { node { key number } } } }`)
    const relation = relations.edges.find(({ node }) => node.number === `refused-${run}`).node.key
    const { page, done } = await open(`/?ask=entity&of=${works}&pick=relation:${encodeURIComponent(relation)}`)
    await page.getByRole('region', { name: 'Evidence' }).getByRole('button', { name: 'Correct …' }).click()
    const form = page.getByRole('dialog', { name: 'A claim in the place of another' })
    await form.getByLabel('Status').selectOption('being eased')
    // Somebody else corrects it first; by then the form is at its preview.
    await form.getByRole('button', { name: 'Preview' }).click()
    const preview = page.getByRole('dialog', { name: 'What it would change' })
    await commit([{ assert: { about, mode: 'REPORTED', status: 'ENDED', evidence: [{ document: notice }], supersedes: old } }])
    await preview.getByRole('button', { name: 'Write it' }).click()
    await preview.getByText('Some of it is about the same').waitFor()
    await preview.getByRole('button', { name: 'Send it again' }).click()
    const field = form.getByLabel('To the claim above, this one is')
    await form.getByText(/is superseded by .* already/).waitFor()
    assert.match(await described(field), /is superseded by .* already · supersede /)
    assert.equal(await field.evaluate((field) => field === window.document.activeElement), true)
    assert.equal(await form.getByLabel('Status').inputValue(), 'EASED')
    assert.deepEqual(await seriousFaults(page), [])
    // An amendment is another thing, and may be.
    await field.selectOption('an amendment: its terms change by agreement')
    await form.getByRole('button', { name: 'Preview' }).click()
    await preview.getByText('Its terms change:').waitFor()
    await preview.getByRole('button', { name: 'Write it' }).click()
    await closed(preview)
    await page.getByText('changes earlier terms by agreement').waitFor()
    await done()
  })

  test('a document is written from the list, read, and its text struck out', async () => {
    const { page, done } = await open('/?ask=documents&view=documents')
    await page.getByRole('button', { name: 'Write a document' }).first().click()
    const form = page.getByRole('dialog', { name: 'A new document' })
    await form.getByRole('button', { name: 'Preview' }).click()
    await form.getByText('2 fields are not right yet').waitFor()
    const title = form.getByLabel('Title', { exact: true })
    assert.equal(await title.evaluate((field) => field === window.document.activeElement), true)
    await title.fill(`公告 ${run}`)
    await form.getByLabel('Language', { exact: true }).fill('zh')
    await form.getByLabel('Key', { exact: true }).fill(`gonggao-${run}`)
    await form.getByRole('button', { name: 'Add a passage of its text' }).click()
    await form.getByLabel('Words').fill(`这是${run}的正文。`)
    await form.getByRole('button', { name: 'Preview' }).click()
    const preview = page.getByRole('dialog', { name: 'What it would change' })
    await preview.getByRole('button', { name: 'Write it' }).click()
    await closed(preview)
    await page.getByText(`这是${run}的正文。`).first().waitFor()
    await page.getByRole('button', { name: 'Strike out its text …' }).first().click()
    await page.getByLabel('On whose demand?').first().fill('The publisher’s')
    await settled(page)
    assert.deepEqual(await seriousFaults(page), [])
    await page.getByRole('button', { name: 'Strike it out for good' }).first().click()
    await page.getByText(`这是${run}的正文。`).first().waitFor({ state: 'detached' })
    await done()
  })

  test('an entity is said anew as a whole', async () => {
    const key = `anew-${run}`
    const names = [...named(`Anew ${run}`), { text: '新', language: 'zh', role: 'short' }]
    await commit([{ putEntity: { key, kind: 'ORGANIZATION', subkind: 'company', names, description: [...named('Of old'), { text: 'Von früher', language: 'de' }], codes: [{ scheme: 'LEI', value: key }] } }])
    const { page, done } = await open(`/?ask=entity&of=${key}&pick=entity:${key}`)
    const evidence = page.getByRole('region', { name: 'Evidence' })
    await evidence.getByRole('button', { name: 'A newer version of it' }).click()
    const form = page.getByRole('dialog', { name: 'A newer version of it' })
    await form.getByLabel('More closely').fill('trade association')
    await form.getByRole('button', { name: 'Preview' }).click()
    const preview = page.getByRole('dialog', { name: 'What it would change' })
    await preview.getByText('another kind, more closely').waitFor()
    await preview.getByRole('button', { name: 'Write it' }).click()
    await closed(preview)
    await evidence.getByText('trade association').waitFor()
    const { entity } = await ask(`{ entity(id: "${key}") { subkind descriptions { text language } names { text role } codes { value } } }`)
    const told = [{ text: `Anew ${run}`, role: 'official' }, { text: '新', role: 'short' }]
    assert.deepEqual(entity, { subkind: 'trade association', descriptions: [...named('Of old'), { text: 'Von früher', language: 'de' }], names: told, codes: [{ value: key }] })
    await done()
  })

  test('a newer version begins with what stands there now, and tells of another one that came since', async () => {
    const key = `newer-${run}`
    const said = (subkind) => commit([{ putEntity: { key, kind: 'ORGANIZATION', subkind, names: named(`Newer ${run}`) } }])
    await said('company')
    const { page, done } = await open(`/?ask=entity&of=${key}&pick=entity:${key}`)
    const evidence = page.getByRole('region', { name: 'Evidence' })
    await evidence.getByRole('button', { name: 'A newer version of it' }).click()
    const form = page.getByRole('dialog', { name: 'A newer version of it' })
    const closely = form.getByLabel('More closely')
    assert.equal(await closely.inputValue(), 'company')
    await page.keyboard.press('Escape')
    await closed(form)
    await said('agency')
    await evidence.getByRole('button', { name: 'A newer version of it' }).click()
    assert.equal(await closely.inputValue(), 'agency')
    await said('ministry')
    await closely.fill('trade association')
    await form.getByRole('button', { name: 'Preview' }).click()
    const preview = page.getByRole('dialog', { name: 'What it would change' })
    await preview.getByRole('button', { name: 'Write it' }).click()
    await preview.getByText('Some of it is about the same').waitFor()
    const { entity } = await ask(`{ entity(id: "${key}") { subkind } }`)
    assert.equal(entity.subkind, 'ministry')
    await done()
  })

  test('two entities are held side by side, merged into the one that stays, and split again', async () => {
    const [one, other] = [`one-${run}`, `other-one-${run}`]
    await commit([one, other].map((key) => ({ putEntity: { key, kind: 'ORGANIZATION', names: named(key) } })))
    const sent = (from, to) => ({ assert: { about: { export: { from, to } }, mode: 'REPORTED', status: 'ACTIVE', evidence: [{ document: notice }] } })
    await commit([sent(one, works), sent(other, works), sent(one, other)])
    await commit([{ samePerhaps: { a: one, b: other, reason: 'like names' } }])
    const { page, done } = await open(`/?ask=entity&of=${one}&pick=entity:${one}`)
    const evidence = page.getByRole('region', { name: 'Evidence' })
    await evidence.getByRole('button', { name: 'Merge …' }).click()
    const dialog = page.getByRole('dialog', { name: 'Are these two one?' })
    const would = dialog.getByRole('region', { name: 'What it would change' })
    await would.getByText('Shown as one, since both have it').waitFor()
    await would.getByText('Between the two, and shown no more').waitFor()
    assert.equal(await would.getByRole('listitem').count(), 2)
    await dialog.getByRole('radio', { name: `${other} stays` }).check()
    await dialog.getByRole('button', { name: 'They are one' }).click()
    const why = dialog.getByLabel('Why?')
    assert.equal(await described(why), 'is needed')
    assert.equal(await why.evaluate((field) => field === window.document.activeElement), true)
    await why.fill('The same firm')
    assert.deepEqual(await seriousFaults(page), [])
    await dialog.getByRole('button', { name: 'They are one' }).click()
    await closed(dialog)
    await evidence.getByRole('heading', { name: other }).waitFor()
    await evidence.getByText('Merged from').waitFor()
    assert.match(page.url(), new RegExp(`pick=entity:${other}`))

    await evidence.getByRole('button', { name: 'Split …' }).click()
    await evidence.getByLabel('Why is it another after all?').fill('Two firms')
    await evidence.getByRole('button', { name: 'Split them' }).click()
    await evidence.getByText('Merged from').waitFor({ state: 'detached' })
    const { entity } = await ask(`{ entity(id: "${one}") { key } }`)
    assert.deepEqual(entity, { key: one })
    await done()
  })
})

describe('writing, for everyone', () => {
  for (const manner of PAIRS) {
    test(`nothing serious is found by axe in the forms at ${manner.width} pixels, ${manner.colorScheme}, ${manner.locale}`, async () => {
      const { page, done } = await open(`/?ask=entity&of=${works}&pick=entity:${works}`, manner)
      const zh = manner.locale === 'zh-CN'
      await page.getByRole('region', { name: zh ? '依据' : 'Evidence' }).getByRole('button', { name: zh ? '添加陈述' : 'Write a claim' }).click()
      const dialog = page.getByRole('dialog').first()
      for (const what of zh ? ['文件', '实体', '陈述'] : ['Document', 'Entity', 'Claim']) {
        await dialog.getByRole('radio', { name: what }).check()
        await dialog.getByRole('button', { name: zh ? '预览' : 'Preview' }).click()
        await dialog.getByRole('alert').waitFor()
        assert.deepEqual(await seriousFaults(page), [])
        const [inner, outer] = await dialog.evaluate((element) => [element.querySelector('[role=group]').scrollWidth, element.clientWidth])
        assert.ok(inner <= outer, `expected nothing wider than the window: ${inner} of ${outer} pixels`)
      }
      await done()
    })
  }
})

/** What is said of a field by `aria-describedby`. */
function described(field) {
  return field.evaluate((element) => window.document.getElementById(element.getAttribute('aria-describedby') ?? '')?.innerText)
}
