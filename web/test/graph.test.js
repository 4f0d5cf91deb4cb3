// What is done with the graph by hand, on the drawing itself: LODEGRAPH_URL says which server, with the bundled facts.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, test } from 'node:test'

import { open, seriousFaults, until } from './page.js'

const REFINING = '/?ask=suppliers&of=us-refining&on=2025-06-13'

const graph = (page) => page.getByRole('img', { name: /^Graph of \d+ entities/ })
const entities = async (page) => Number((await graph(page).getAttribute('aria-label')).match(/\d+/)[0])
const row = (page, name) => page.getByRole('row', { name })

/** What the drawing holds, asked of cytoscape as it registers itself at its element. */
const drawn = (page, ask, key) => page.evaluate(`(${ask})(document.querySelector('figure [role=img]')._cyreg.cy, ${JSON.stringify(key)})`)
const place = (page, key) => drawn(page, (cy, key) => cy.getElementById(key).position(), key)
const places = (page) => drawn(page, (cy) => Object.fromEntries(cy.nodes().map((node) => [node.id(), node.position()])))
/** Where an entity, or the middle of a relation, is seen in the window. */
const seenAt = async (page, key) => {
  const middle = (cy, key) => {
    const there = cy.getElementById(key)
    return there.isNode() ? there.renderedPosition() : there.renderedMidpoint()
  }
  const [box, { x, y }] = [await graph(page).boundingBox(), await drawn(page, middle, key)]
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

describe('the drawing', () => {
  test('selects what is clicked: an entity, a relation', async () => {
    const { page, done } = await open(REFINING)
    await graph(page).waitFor()
    const evidence = page.getByRole('region', { name: 'Evidence' })
    for (const [key, pick, told] of [['malaysia', 'entity:malaysia', 'Malaysia'], ['relation:export.china.us.rare-earths', 'relation:export.china.us.rare-earths', 'Independent publishers']]) {
      const { x, y } = await seenAt(page, key)
      await page.mouse.click(x, y)
      await page.waitForURL((url) => url.searchParams.get('pick') === pick)
      await evidence.getByText(told, { exact: true }).first().waitFor()
      assert.deepEqual(await drawn(page, (cy) => cy.$(':selected').map((chosen) => chosen.id())), [key])
    }
    await done()
  })

  test('opens up what is clicked twice', async () => {
    const { page, done } = await open(REFINING)
    await graph(page).waitFor()
    const before = await entities(page)
    const { x, y } = await seenAt(page, 'lynas')
    await page.mouse.dblclick(x, y)
    await row(page, /Lynas operates, agreed Texas/).waitFor({ state: 'attached' })
    await until(page, async () => (await entities(page)) > before)
    await done()
  })

  test('lets nobody move what is pinned, and marks it, until it is let go', async () => {
    const { page, done } = await open(`${REFINING}&pick=entity:china`)
    await graph(page).waitFor()
    const before = await place(page, 'china')
    const border = () => drawn(page, (cy) => cy.getElementById('china').style('border-style'))
    await page.getByRole('button', { name: 'Pin', exact: true }).click()
    await until(page, async () => (await border()) === 'double')
    await drag(page, 'china', [40, 60])
    assert.deepEqual(await place(page, 'china'), before)
    await page.getByRole('button', { name: 'Let go' }).click()
    await until(page, async () => (await border()) !== 'double')
    await drag(page, 'china', [40, 60])
    assert.notDeepEqual(await place(page, 'china'), before)
    await done()
  })

  test('draws faint what has lapsed, and apart what runs between the same two', async () => {
    const { page, done } = await open('/?ask=entity&of=china&on=2025-06-13')
    await graph(page).waitFor()
    const lapsed = 'relation:restriction.china.world.rare-earths..ban'
    await row(page, /^China .*, denied World/).first().waitFor({ state: 'attached' })
    const faint = await drawn(page, (cy) => Object.fromEntries(cy.edges().map((edge) => [edge.id(), edge.numericStyle('opacity')])))
    assert.ok(faint[lapsed] < 0.5, `expected what has lapsed to be faint, found ${faint[lapsed]}`)
    assert.deepEqual(Object.keys(faint).filter((id) => faint[id] < 1), [lapsed])
    const middles = await drawn(page, (cy) => cy.getElementById('china').edgesWith(cy.getElementById('world')).map((edge) => edge.renderedMidpoint()))
    assert.ok(middles.length >= 5, `expected several relations between China and the world, found ${middles.length}`)
    for (const [at, one] of middles.entries()) {
      for (const other of middles.slice(at + 1)) assert.ok(Math.hypot(one.x - other.x, one.y - other.y) > 10, 'expected them apart')
    }
    await done()
  })
})

test('on a narrow window too, what can be done with what is selected is within reach', async () => {
  const { page, done } = await open(`${REFINING}&view=graph&pick=entity:lynas`, { width: 390, height: 844 })
  await graph(page).waitFor()
  await page.getByRole('button', { name: 'Expand' }).click({ timeout: 8_000 })
  await row(page, /Lynas operates, agreed Texas/).waitFor({ state: 'attached' })
  await page.getByRole('button', { name: 'Path from here' }).click({ timeout: 8_000 })
  assert.deepEqual(await seriousFaults(page), [])
  await done()
})

test('a low and wide room is filled', async () => {
  const { page, done } = await open(REFINING, { width: 1440, height: 500 })
  await graph(page).waitFor()
  const filled = await drawn(page, (cy) => cy.elements().renderedBoundingBox().w / cy.width())
  assert.ok(filled > 0.8, `expected the drawing to be about as wide as its room, found ${filled} of it`)
  await done()
})

test('the graph is kept as a drawing and as a picture', async () => {
  const { page, done } = await open(REFINING)
  await graph(page).waitFor()
  const keep = async (name) => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('figure').getByRole('button', { name, exact: true }).click()])
    return readFile(await file.path())
  }
  const svg = (await keep('SVG')).toString()
  assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="-?\d+ -?\d+ \d+ \d+"/)
  for (const said of ['>China</text>', '>United States</text>', '>70% ◐</text>', '>control, licensing</text>', 'stroke-dasharray="7 4"']) assert.ok(svg.includes(said), `expected ${said}`)
  assert.doesNotMatch(svg, /class=|style=|NaN/)
  const png = await keep('PNG')
  assert.equal(png.subarray(1, 4).toString(), 'PNG')
  assert.ok(png.length > 20_000, `expected a picture with something on it, found ${png.length} bytes`)
  await done()
})

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
