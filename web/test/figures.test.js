// What is reckoned from figures: net trade, and relations in groups. Against a running server with the bundled facts: LODEGRAPH_URL says where.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { open, PAIRS, seriousFaults } from './page.js'

const GROUPS = '/?ask=groups&grouping=KIND&of=us&on=2025-06-13'

const answer = (page) => page.getByRole('region', { name: 'Answer' })

async function ask(page, words) {
  const field = page.getByRole('combobox', { name: 'Ask a question' })
  await field.fill(words)
  await field.press('Enter')
}

describe('net trade', () => {
  test('is asked in words, and told with both sides, the difference and the four claims behind it', async () => {
    const { page, done } = await open('/?on=2025-06-13')
    await ask(page, 'net imports of China in rare earths')
    await page.getByRole('heading', { name: 'What China takes in less what it sends out' }).waitFor()
    assert.match(page.url(), /ask=netTrade&of=china&commodity=rare-earths/)
    const text = await answer(page).innerText()
    for (const part of [/24,679.1 t/, /14,177.6 t/, /10,501.5 t/, /CNY 950,000,000/, /2025-01 – 2025-03/, /stated total/]) assert.match(text, part)
    const claims = answer(page).locator('details a')
    assert.equal(await claims.count(), 4)
    await claims.first().click()
    await page.getByRole('region', { name: 'Evidence' }).getByText('Independent publishers').waitFor()
    assert.match(page.url(), /pick=relation:export\./)
    await page.goBack()
    await page.getByText('Nothing selected').waitFor()
    await done()
  })

  test('is asked in Chinese', async () => {
    const { page, done } = await open('/?on=2025-06-13')
    await ask(page, '中国净进口多少稀土')
    await answer(page).getByText('10,501.5 t').waitFor()
    await done()
  })

  test('what no figure says is a gap, not a bar', async () => {
    const { page, done } = await open('/?ask=netTrade&of=us&on=2025-06-13')
    await answer(page).getByText('no figure on this basis').first().waitFor()
    await answer(page).getByText('not known, one side is missing').first().waitFor()
    // Years of one table stand together.
    assert.ok((await answer(page).getByRole('heading', { level: 4 }).count()) >= 2)
    await done()
  })

  test('is told partner by partner, as groups', async () => {
    const { page, done } = await open('/?ask=netTrade&of=us&on=2025-06-13')
    await page.getByRole('button', { name: 'Trade by origin' }).click()
    await page.getByRole('heading', { name: 'How many relations does United States have by origin?' }).waitFor()
    await answer(page).getByRole('button', { name: 'Malaysia' }).waitFor()
    await done()
  })
})

describe('groups', () => {
  test('are asked in words, with a count and what figures come to', async () => {
    const { page, done } = await open('/?on=2025-06-13')
    await ask(page, 'how many relations does the United States have by kind')
    const made = answer(page).getByRole('listitem').filter({ hasText: 'Production' }).first()
    await made.waitFor()
    assert.match(await made.innerText(), /3 relations[\s\S]*quantity, REO equivalent: 217,345 t \(8 figures\)/)
    await done()
  })

  test('a group is opened in the table, with as many rows as it counts, and by its address', async () => {
    const { page, done } = await open(GROUPS)
    const exports = answer(page).getByRole('listitem').filter({ hasText: 'Export' }).getByRole('button', { name: /relations$/ })
    await exports.waitFor()
    const count = Number((await exports.innerText()).match(/\d+/)[0])
    await exports.click()
    await page.getByText(`${count} rows`).waitFor()
    assert.match(page.url(), /only=KIND:EXPORT/)
    assert.equal(await page.locator('table tbody tr').count(), count)
    await page.reload()
    await page.getByText(`${count} rows`).waitFor()
    assert.equal(await exports.getAttribute('aria-pressed'), 'true')
    await page.goBack()
    await answer(page).getByRole('button', { pressed: true, name: /relations$/ }).waitFor({ state: 'detached' })
    await done()
  })

  test('of a commodity hold that commodity alone', async () => {
    const { page, done } = await open('/?ask=groups&grouping=COMMODITY&kind=EXPORT&on=2025-06-13')
    const group = answer(page).getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Rare earths', exact: true }) }).first()
    const counted = group.getByRole('button', { name: /relations?$/ })
    const count = (await counted.innerText()).match(/\d+/)[0]
    await counted.click()
    await page.getByText(`${count} rows`).waitFor()
    await done()
  })

  test('a question is turned into them, and grouped within', async () => {
    const { page, done } = await open('/?ask=suppliers&of=us&on=2025-06-13')
    const kind = page.getByRole('group', { name: 'Understood as' }).getByLabel(/^Question/)
    await kind.selectOption({ label: 'counts by group' })
    await page.getByLabel(/^grouped by/).selectOption({ label: 'kind' })
    await page.getByLabel(/^then by/).selectOption({ label: 'status' })
    await answer(page).getByRole('listitem').filter({ hasText: 'Negotiation' }).getByText('considered').waitFor()
    assert.match(page.url(), /ask=groups&grouping=KIND&within=STATUS&of=us/)
    await kind.selectOption({ label: 'net trade' })
    await page.getByRole('heading', { name: /^What United States takes in/ }).waitFor()
    await kind.selectOption({ label: 'documents' })
    await page.waitForURL(/ask=documents&about=us&view=documents/)
    await done()
  })
})

describe('for everyone', () => {
  for (const [name, path] of [['net trade', '/?ask=netTrade&of=us&on=2025-06-13'], ['groups', `${GROUPS}&within=STATUS`]]) {
    for (const manner of PAIRS) {
      test(`nothing serious is found by axe in ${name} at ${manner.width} pixels, ${manner.colorScheme}, ${manner.locale}`, async () => {
        const { page, done } = await open(path, manner)
        await page.getByRole('heading', { level: 2 }).first().waitFor()
        await page.getByRole('status', { name: /^(Loading|加载中)$/ }).first().waitFor({ state: 'detached' })
        await page.waitForTimeout(300)
        assert.deepEqual(await seriousFaults(page), [])
        const width = await page.evaluate(() => document.documentElement.scrollWidth)
        assert.ok(width <= manner.width, `nothing is wider than the window, found ${width}`)
        await done()
      })
    }
  }
})
