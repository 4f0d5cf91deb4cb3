// The views of an answer in a real browser, against a running server with the bundled facts.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, test } from 'node:test'

import { PAIRS, open, seriousFaults } from './page.js'

const REFINING = '/?ask=suppliers&of=us-refining&on=2025-06-13'

describe('the table', () => {
  const first = (page) => page.locator('main table tbody td:first-child').allInnerTexts()

  test('is in the order of the answer until a head is pressed, and back', async () => {
    const { page, done } = await open(`${REFINING}&view=table`)
    const share = page.getByRole('columnheader', { name: 'Share', exact: true })
    await share.waitFor()
    assert.deepEqual((await first(page)).slice(0, 4), ['China', 'Malaysia', 'Japan', 'Estonia'])
    await share.getByRole('button').click()
    assert.equal(await share.getAttribute('aria-sort'), 'ascending')
    assert.deepEqual((await first(page)).slice(0, 4), ['Estonia', 'Japan', 'Malaysia', 'China'])
    assert.match(page.url(), /sort=share/)
    await share.getByRole('button').click()
    await share.getByRole('button').click()
    assert.deepEqual((await first(page)).slice(0, 2), ['China', 'Malaysia'])
    await done()
  })

  test('is kept as a file that says what is shown', async () => {
    const { page, done } = await open(`${REFINING}&view=table&rows=relations&group=relation&sort=-share`)
    await page.getByRole('rowgroup').getByText('exports to').first().waitFor()
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as CSV' }).click()])
    assert.equal(file.suggestedFilename(), 'lodegraph-relations-suppliers-us-refining-2025-06-13.csv')
    const lines = (await readFile(await file.path(), 'utf8')).split('\r\n')
    assert.match(lines[0], /^\uFEFFFrom,Relation,To,Access,Share,/)
    assert.match(lines[1], /^China,exports to,United States,restricted,70 ?%/)
    const rows = await page.locator('main section table tbody tr:has(td)').count()
    assert.equal(lines.length, rows + 2, 'a head, every row, and nothing behind the last line end')
    await done()
  })
})

describe('for everyone', () => {
  const views = [
    ['table', `${REFINING}&view=table&rows=relations&group=relation`, 'table thead'],
  ]
  for (const [name, path, shown] of views) {
    for (const manner of PAIRS) {
      test(`nothing serious is found by axe in the ${name} at ${manner.width} pixels, ${manner.colorScheme}, ${manner.locale}`, async () => {
        const { page, done } = await open(path, manner)
        await page.locator(shown).first().waitFor()
        await page.waitForTimeout(300)
        assert.deepEqual(await seriousFaults(page), [])
        const width = await page.evaluate(() => document.documentElement.scrollWidth)
        assert.ok(width <= manner.width, `nothing is wider than the window, found ${width}`)
        await done()
      })
    }
  }
})
