// Everything has an address: what is seen is seen again after a reload, after back, and by whoever is sent the link. Against a running server with the
// bundled facts: LODEGRAPH_URL says where.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'

import { open, until } from './page.js'

// What a second question brings comes without a sign: so first all that is asked is answered.
const settled = async (page) => {
  await page.waitForFunction(() => document.querySelector('main h2') && !document.querySelector('[role="status"][aria-label="Loading"], [aria-busy="true"]'))
  await page.waitForLoadState('networkidle')
}
const seen = async (page) => ({ url: page.url(), text: await page.locator('main').innerText(), tab: await page.getByRole('tab', { selected: true }).innerText() })

/** What was seen is seen again, however long it takes to come. */
async function again(page, first) {
  await settled(page)
  await until(page, async () => isDeepStrictEqual(await seen(page), first)).catch(() => {})
  assert.deepEqual(await seen(page), first)
}

const ADDRESSES = [
  'ask=suppliers&of=us-refining&pick=relation:export.china.us.rare-earths&on=2025-06-13',
  'ask=customers&of=china&commodity=rare-earths&view=map&width=none',
  'ask=paths&from=lynas&to=us-refining&on=2025-06-13',
  'ask=whyNot&from=lynas&to=us-refining&on=2021-06-13',
  'ask=exposure&of=us&to=china&on=2025-06-13',
  'ask=concentration&of=us&on=2025-06-13&print=2025-06-01',
  'ask=chokepoints&of=us-refining&on=2025-06-13&view=table&sort=share',
  'ask=netTrade&of=china&commodity=rare-earths&on=2025-06-13&pick=entity:china',
  'ask=conflicts&about=us&on=2025-06-13',
  'ask=timeline&about=china&view=timeline&on=2025-06-13&without=claim',
  'ask=diff&about=us&toDate=2025-06-13&on=2022-01-01',
  'ask=groups&grouping=STATUS&kind=EXPORT&view=table&only=STATUS:ACTIVE&on=2025-06-13',
  'ask=entity&of=greenland&view=table&group=relation',
  'ask=documents&about=us&view=documents&find=export',
  'view=documents&doc=s3-qianzhan-2025-05-28&at=[11]',
  'ask=suppliers&of=us-refining&on=2025-06-13&if=impose:china,us,rare-earths,BAN&if=remove:malaysia&view=table&rows=relations',
]

describe('the address', () => {
  for (const address of ADDRESSES) {
    test(`holds all that is seen: ${address}`, async () => {
      const { page, done } = await open(`/?${address}`)
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      await settled(page)
      const first = await seen(page)
      assert.ok(first.url.endsWith(`/?${address}`), `what was asked for is kept, found ${first.url}`)

      await page.reload()
      await again(page, first)

      await page.getByRole('tab', { name: first.tab === 'Documents' ? 'Table' : 'Documents' }).click()
      await page.waitForURL((url) => url.href !== first.url)
      await page.goBack()
      await again(page, first)

      await page.getByRole('button', { name: 'Copy link' }).click()
      await page.getByRole('button', { name: 'Copied' }).waitFor()
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), first.url)
      await done()
    })
  }
})
