// The explorer on a large graph (test/large.js), against a running server that holds it: LODEGRAPH_URL says where. Times are printed, not held to.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { open } from './page.js'

const HUB = '/?ask=suppliers&of=hub&maxHops=2'

describe('on a graph of 20,000 entities', () => {
  test('a cold load is answered', async () => {
    const { page, done } = await open(HUB)
    await page.getByRole('heading', { name: 'Suppliers of Hub' }).waitFor()
    console.log(`# first answer ${await page.evaluate(() => Math.round(performance.now()))} ms after the navigation began`)
    await page.getByText(/^40 shown, there are more/).waitFor()
    await done()
  })

  test('more is drawn page by page, and no more than 300 entities', async () => {
    const { page, done } = await open(HUB)
    const graph = page.getByRole('img', { name: /^Graph of \d+ entities/ })
    await graph.waitFor()
    const drawn = async () => (await graph.getAttribute('aria-label')).match(/\d+/g).map(Number)
    const more = page.getByRole('figure').getByRole('button', { name: 'Show 40 more' })
    let [entities] = await drawn()
    while (entities < 300) {
      const before = entities
      const started = performance.now()
      await more.click()
      while (entities === before) {
        await page.waitForTimeout(20)
        ;[entities] = await drawn()
      }
      const [, relations] = await drawn()
      console.log(`# ${entities} entities and ${relations} relations asked for and drawn in ${Math.round(performance.now() - started)} ms`)
      assert.ok(entities > before && entities <= 300, `expected more than ${before} and at most 300, found ${entities}`)
    }
    await page.getByText('The first 300 entities are drawn.').waitFor()
    await done()
  })

  test('what surrounds one entity is opened up without the rest', async () => {
    const { page, done } = await open('/?ask=entity&of=works-7&pick=entity:works-7')
    await page.getByRole('heading', { name: 'Around Works 7' }).waitFor()
    await page.getByRole('button', { name: 'Expand' }).click()
    await done()
  })
})
