// The explorer on a large graph (test/large.js), against a running server that holds it: LODEGRAPH_URL says where.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { busy, open, seriousFaults, until, watchForAnswer } from './page.js'

const HUB = '/?ask=suppliers&of=hub&maxHops=2'

describe('on a graph of 20,000 entities', () => {
  test('a cold load is answered within a second', async () => {
    let best = Infinity
    for (let tries = 0; tries < 6 && (tries < 3 || best >= 1000); tries += 1) {
      const { page, done } = await open(HUB, { before: watchForAnswer })
      await page.waitForFunction(() => window.answeredAt)
      const milliseconds = Math.round(await page.evaluate(() => window.answeredAt))
      console.log(`# first answer ${milliseconds} ms after the navigation began`)
      best = Math.min(best, milliseconds)
      await page.getByText(/^40 shown, there are more/).waitFor()
      await done()
    }
    const most = 1000 * busy()
    assert.ok(best < most, `expected a first answer within ${most} ms, found ${best} at best`)
  })

  test('nothing serious is found by axe', async () => {
    const { page, done } = await open(`${HUB}&pick=entity:hub`, { colorScheme: 'dark', locale: 'zh-CN' })
    await page.getByRole('img', { name: /\d+/ }).first().waitFor()
    await page.waitForTimeout(300)
    assert.deepEqual(await seriousFaults(page), [])
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
      await until(page, async () => {
        ;[entities] = await drawn()
        return entities !== before
      })
      const [, relations] = await drawn()
      console.log(`# ${entities} entities and ${relations} relations asked for and drawn in ${Math.round(performance.now() - started)} ms`)
      assert.ok(entities > before && entities <= 300, `expected more than ${before} and at most 300, found ${entities}`)
    }
    await page.getByText('The first 300 entities are drawn.').waitFor()
    await done()
  })

  test('a page that does not come is told in every view, and asked for again', async () => {
    const { page, done } = await open(`${HUB}&view=table`)
    const view = page.getByRole('tabpanel')
    await view.getByRole('row', { name: /Works 100/ }).first().waitFor()
    await page.route('**/graphql', async (route) => {
      if (!JSON.parse(route.request().postData()).variables.after) return route.continue()
      await route.fulfill({ json: { errors: [{ message: 'not now', extensions: { code: 'TIMEOUT' } }] } })
    })
    await view.getByRole('button', { name: 'Show 40 more' }).click()
    for (const tab of ['Table', 'Graph', 'Map']) {
      await page.getByRole('tab', { name: tab }).click()
      await view.getByRole('alert').getByText('That could not be answered').waitFor()
    }
    await page.unroute('**/graphql')
    await view.getByRole('button', { name: 'Try again' }).click()
    await view.getByRole('row', { name: /Works 129/ }).first().waitFor({ state: 'attached' })
    assert.equal(await page.getByRole('alert').count(), 0)
    await done()
  })

  test('300 entities and 900 relations are placed and drawn within two seconds', async () => {
    const { page, done } = await open('/?ask=groups&grouping=KIND&commodity=alloy')
    const graph = page.getByRole('img', { name: /^Graph of \d+ entities/ })
    await graph.waitFor()
    const more = page.getByRole('figure').getByRole('button', { name: 'Show 40 more' })
    for (let label = await graph.getAttribute('aria-label'); !/300 entities and 900/.test(label); ) {
      const before = label
      await more.click()
      await until(page, async () => {
        label = await graph.getAttribute('aria-label')
        return label !== before
      })
    }
    let best = Infinity
    for (let tries = 0; tries < 4 && (tries < 2 || best >= 2000); tries += 1) {
      await page.getByRole('tab', { name: 'Timeline' }).click()
      await graph.waitFor({ state: 'detached' })
      const milliseconds = await page.evaluate(drawnAnew)
      console.log(`# 300 entities and 900 relations drawn in ${milliseconds} ms`)
      best = Math.min(best, milliseconds)
    }
    const most = 2000 * busy()
    assert.ok(best < most, `expected them within ${most} ms, found ${best} at best`)
    await done()
  })

  test('the map too says that there is more, page by page, and how many it draws at most', async () => {
    const { page, done } = await open(`${HUB}&view=map`)
    const rows = () => page.getByRole('figure').getByRole('row').count()
    const more = page.getByRole('figure').getByRole('button', { name: 'Show 40 more' })
    await more.waitFor()
    for (let before = await rows(); (await page.getByText('The first 300 entities are drawn.').count()) === 0; before = await rows()) {
      await more.click()
      await until(page, async () => (await rows()) > before)
    }
    await more.waitFor({ state: 'detached' })
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
    assert.equal(await page.getByRole('alert').count(), 0)
    await done()
  })

  test('what surrounds one entity is opened up without the rest, and further page by page', async () => {
    const { page, done } = await open('/?ask=entity&of=works-7&pick=entity:hub')
    await page.getByRole('heading', { name: 'Around Works 7' }).waitFor()
    const graph = page.getByRole('img', { name: /^Graph of \d+ entities/ })
    await graph.waitFor()
    const entities = async () => Number((await graph.getAttribute('aria-label')).match(/\d+/)[0])
    const few = await entities()
    assert.ok(few < 20, `expected few around one, found ${few}`)
    await page.getByRole('button', { name: 'Expand', exact: true }).click()
    const further = page.getByRole('button', { name: 'Expand further' })
    await further.waitFor()
    const some = await entities()
    assert.ok(some > few + 20 && some <= few + 40, `expected 40 relations of the hub more than ${few} entities, found ${some}`)
    await further.click()
    await until(page, async () => (await entities()) > some + 20)
    await done()
  })
})

// Run in the page: how long it takes from the press on the tab until all is painted, and then until all of it has another place.
async function drawnAnew() {
  const tab = [...document.querySelectorAll('[role="tab"]')].find(({ textContent }) => textContent === 'Graph')
  const frame = () => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)))
  const started = performance.now()
  tab.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, button: 0 }))
  while (!document.querySelector('[role="img"][aria-label*="300 entities and 900"]')) {
    if (performance.now() - started > 30_000) throw new Error('expected 300 entities and 900 relations within 30 s of the press on the tab')
    await frame()
  }
  await frame()
  // Where entities stood they still stand when the tab is shown again: only so they are placed.
  ;[...document.querySelectorAll('figure button')].find(({ textContent }) => textContent === 'Arrange anew').click()
  await frame()
  await frame()
  return Math.round(performance.now() - started)
}
