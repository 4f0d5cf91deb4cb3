// What is done with the graph by hand, on the drawing itself: LODEGRAPH_URL says which server, with the bundled facts.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { open, until } from './page.js'

const REFINING = '/?ask=suppliers&of=us-refining&on=2025-06-13'

const graph = (page) => page.getByRole('img', { name: /^Graph of \d+ entities/ })
const entities = async (page) => Number((await graph(page).getAttribute('aria-label')).match(/\d+/)[0])
const row = (page, name) => page.getByRole('row', { name })

/** What the drawing holds, asked of cytoscape as it registers itself at its element. */
const drawn = (page, ask, key) => page.evaluate(`(${ask})(document.querySelector('figure [role=img]')._cyreg.cy, ${JSON.stringify(key)})`)
const place = (page, key) => drawn(page, (cy, key) => cy.getElementById(key).position(), key)
const places = (page) => drawn(page, (cy) => Object.fromEntries(cy.nodes().map((node) => [node.id(), node.position()])))
/** Where it is seen in the window. */
const seenAt = async (page, key) => {
  const [box, { x, y }] = [await graph(page).boundingBox(), await drawn(page, (cy, key) => cy.getElementById(key).renderedPosition(), key)]
  return { x: box.x + x, y: box.y + y }
}
async function drag(page, key, [across, down]) {
  const { x, y } = await seenAt(page, key)
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + across / 2, y + down / 2)
  await page.mouse.move(x + across, y + down)
  await page.mouse.up()
}

describe('what is done by hand', () => {
  test('stays while another view is looked at: opened up, hidden, moved, pinned, left out', async () => {
    const { page, done } = await open(`${REFINING}&pick=entity:lynas`)
    await graph(page).waitFor()
    await page.getByRole('button', { name: 'Expand' }).click()
    await row(page, /Lynas operates, agreed Texas/).waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'Pin', exact: true }).click()
    await drag(page, 'china', [30, 40])
    await page.getByRole('region', { name: 'Answer' }).getByRole('button', { name: 'Japan' }).first().click()
    await page.getByRole('button', { name: 'Hide', exact: true }).click()
    await page.getByRole('group', { name: 'Kinds of relation' }).getByRole('button', { name: 'Contract' }).click()
    const [before, many] = [await places(page), await entities(page)]
    await page.getByRole('tab', { name: 'Timeline' }).click()
    await page.getByRole('option', { name: 'Lynas' }).waitFor({ state: 'attached' })
    await graph(page).waitFor({ state: 'detached' })
    await page.getByRole('tab', { name: 'Graph' }).click()
    await graph(page).waitFor()
    await row(page, /Lynas operates, agreed Texas/).waitFor({ state: 'attached' })
    assert.deepEqual(await places(page), before)
    assert.equal(await entities(page), many)
    assert.equal(await drawn(page, (cy) => cy.edges('[kind = "CONTRACT"]').length), 0)
    assert.ok(await drawn(page, (cy, key) => cy.getElementById(key).locked(), 'lynas'))
    await page.getByRole('button', { name: 'Show 1 hidden' }).click()
    await done()
  })

  test('what is pinned keeps its place when all else is arranged anew, and nothing jumps afterwards', async () => {
    const { page, done } = await open(`${REFINING}&pick=entity:china`)
    await graph(page).waitFor()
    const first = await places(page)
    await drag(page, 'china', [40, 60])
    await drag(page, 'japan', [40, 60])
    await page.getByRole('button', { name: 'Pin', exact: true }).click()
    const china = await place(page, 'china')
    assert.notDeepEqual(china, first.china)
    await page.getByRole('button', { name: 'Arrange anew' }).click()
    await until(page, async () => (await place(page, 'japan')).y === first.japan.y)
    assert.deepEqual(await place(page, 'china'), china)
    // Where it is seen, an arrow key knows it to be; and a later change moves nothing.
    const view = () => drawn(page, (cy) => [cy.zoom(), cy.pan()])
    const before = await view()
    await page.getByLabel('True on', { exact: true }).fill('2025-06-14')
    await page.waitForURL(/on=2025-06-14/)
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
    assert.deepEqual(await view(), before)
    await done()
  })

  test('another question is arranged as if it were the first', async () => {
    const { page, done } = await open(REFINING)
    await graph(page).waitFor()
    const ask = async (words, title) => {
      const field = page.getByRole('combobox', { name: 'Ask a question' })
      await field.fill(words)
      await field.press('Enter')
      await page.getByRole('heading', { name: title }).waitFor()
      await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
    }
    await ask('who supplies Japan', 'Suppliers of Japan')
    await until(page, () => drawn(page, (cy) => cy.getElementById('us-refining').empty()))
    const after = await places(page)
    await page.reload()
    await graph(page).waitFor()
    assert.deepEqual(after, await places(page))
    await done()
  })
})
