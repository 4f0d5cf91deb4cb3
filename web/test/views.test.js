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

  test('shows first what is looked for first, and leads to the other columns and back', async () => {
    const { page, done } = await open(`${REFINING}&view=table&rows=relations`)
    const head = (name) => page.getByRole('columnheader', { name, exact: true })
    await head('From').waitFor()
    const room = page.locator('main section > div', { has: page.locator('> table') })
    const { right } = await room.evaluate((element) => element.getBoundingClientRect())
    const seen = async (name) => (await head(name).evaluate((element) => element.getBoundingClientRect().right)) <= right + 1
    for (const name of ['From', 'Relation', 'To', 'Access']) assert.ok(await seen(name), `${name} is seen at first`)
    for (let presses = 0; !(await seen('Until')) && presses < 9; presses += 1) await page.getByRole('button', { name: /more columns?/ }).click()
    assert.ok(await seen('Until'), 'the last columns are reached by presses')
    assert.ok(await seen('From'), 'what a row is about stays in sight')
    while (await page.getByRole('button', { name: /more columns?/ }).count()) await page.getByRole('button', { name: /more columns?/ }).click()
    await page.getByRole('button', { name: 'First columns' }).click()
    await page.getByRole('button', { name: /more columns?/ }).waitFor()
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

describe('the documents', () => {
  test('are found by words in either language, with slips, and by publisher and date', async () => {
    const { page, done } = await open('/?view=documents')
    const list = page.getByRole('region', { name: 'Documents' })
    await list.getByText('5 documents').waitFor()
    await list.getByLabel('Words in title or text').fill('tripeld')
    await list.getByText('1 document', { exact: true }).waitFor()
    assert.match(await list.getByRole('listitem').innerText(), /Sohu Finance[\s\S]*prices tripled in a week/)
    assert.match(page.url(), /find=tripeld/)
    await list.getByLabel('Words in title or text').fill('')
    await list.getByText('5 documents').waitFor()
    await list.getByLabel('Published from').fill('2025-05-01')
    await list.getByText('3 documents').waitFor()
    await list.getByLabel('Publisher').selectOption({ label: 'Qianzhan' })
    await list.getByText('1 document', { exact: true }).waitFor()
    await list.getByLabel('Words in title or text').fill('稀土')
    await list.locator('mark', { hasText: '稀土' }).first().waitFor()
    await list.getByText('1 document', { exact: true }).waitFor()
    await done()
  })

  test('a link opens one at its passage, with its entities marked and its claims beside', async () => {
    const { page, done } = await open('/?view=documents&doc=s3-qianzhan-2025-05-28&at=[11]')
    const passage = page.locator('section[data-at="true"]')
    await passage.getByRole('button', { name: /Lynas USA/ }).first().waitFor()
    await passage.getByRole('link', { name: 'Lynas', exact: true }).click()
    await page.getByRole('region', { name: 'Evidence' }).getByRole('heading', { name: 'Lynas', exact: true }).waitFor()
    assert.match(page.url(), /doc=s3-qianzhan-2025-05-28/, 'the document stays open')
    await passage.getByRole('button', { name: /Lynas USA/ }).first().click()
    assert.match(page.url(), /pick=relation:/)
    await page.goBack()
    await page.goBack()
    await page.getByRole('button', { name: 'All documents' }).click()
    await page.getByText('5 documents').waitFor()
    await done()
  })

  test('a claim leads to the passage that it rests on', async () => {
    const { page, done } = await open(`${REFINING}&pick=relation:export.china.us.rare-earths`)
    await page.getByRole('region', { name: 'Evidence' }).getByRole('button', { name: /Qianzhan|early 2025/ }).first().click()
    await page.locator('section[data-at="true"]').waitFor()
    assert.match(page.url(), /view=documents.*doc=s3-qianzhan-2025-05-28&at=/)
    await page.getByRole('region', { name: 'Evidence' }).getByText('Independent publishers').waitFor()
    await done()
  })
})

describe('the map', () => {
  const flow = (page, name) => page.getByRole('link', { name })

  test('draws flows between countries as wide as their share, and hatches who restricts', async () => {
    const { page, done } = await open(`${REFINING}&view=map`)
    await page.getByRole('group', { name: /^Map of \d+ flows between \d+ countries/ }).waitFor()
    const width = (name) => flow(page, name).locator('path').nth(1).getAttribute('stroke-width').then(Number)
    await flow(page, /^China exports to United States, Rare earths, active, 70 ?%, restricted$/).waitFor()
    const china = /^China exports to United States/
    const [widest, thinner] = [await width(china), await width(/^Malaysia exports to United States/)]
    assert.ok(widest > 3 * thinner, `expected 70 % to be wider than 13 %, found ${widest} and ${thinner}`)
    assert.equal(await page.locator('svg path[fill$="-restricts)"]').count(), 1, 'China alone holds goods back on that day')
    await page.getByLabel('Width by').selectOption('none')
    assert.equal(await width(china), await width(/^Malaysia exports to United States/))
    assert.match(page.url(), /width=none/)
    await page.getByRole('region', { name: 'Notes to the map' }).getByText('takes no side').waitFor()
    await page.getByRole('row', { name: /Malaysia exports to, active United States/ }).waitFor({ state: 'attached' })
    await flow(page, china).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: 'Evidence' }).getByText('Independent publishers').waitFor()
    await done()
  })

  test('is busy while another date is on its way', async () => {
    const { page, done } = await open(`${REFINING}&view=map`)
    await flow(page, /^China exports to United States/).waitFor()
    await page.locator('figure[aria-busy="false"]').waitFor()
    let answer
    const held = new Promise((let_go) => (answer = let_go))
    await page.route('**/graphql', async (route) => {
      await held
      await route.continue()
    })
    await page.getByLabel('True on', { exact: true }).fill('2022-01-01')
    await page.locator('figure[aria-busy="true"]').waitFor()
    answer()
    await page.locator('figure[aria-busy="false"]').waitFor()
    await done()
  })

  test('is kept as a drawing and as a picture', async () => {
    const { page, done } = await open(`${REFINING}&view=map`)
    await flow(page, /^China exports to United States/).waitFor()
    const keep = async (name) => {
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()])
      return readFile(await file.path())
    }
    const svg = (await keep('Save the map as SVG')).toString()
    assert.match(svg, /^<svg[^>]* xmlns="http:\/\/www.w3.org\/2000\/svg"/)
    assert.match(svg, /fill="rgb\(/, 'its looks are its own')
    assert.doesNotMatch(svg, /class=|href=/)
    const png = await keep('Save the map as PNG')
    assert.equal(png.subarray(1, 4).toString(), 'PNG')
    assert.ok(png.length > 20_000, `expected a picture with something on it, found ${png.length} bytes`)
    await done()
  })
})

describe('the timeline', () => {
  test('tells what happened in order of date, as precise as it is known', async () => {
    const { page, done } = await open('/?ask=entity&of=china&view=timeline&on=2025-06-13')
    const view = page.getByRole('region', { name: 'What happened to China' })
    await view.getByRole('listitem').first().waitFor()
    const dates = await view.locator('time').evaluateAll((times) => times.map((time) => time.dateTime))
    assert.deepEqual(dates, [...dates].sort(), 'in order of date')
    assert.ok(new Set(dates.map((date) => date.length)).size > 1, 'years, months or days')
    assert.match(await view.locator('li', { has: page.locator('time[datetime="2013"]') }).first().innerText(), /some time in\s+2013[\s\S]*70 ?%/)
    const control = view.getByRole('listitem').filter({ hasText: 'Came into force' }).filter({ has: page.locator('time[datetime="2025-04"]') })
    await control.waitFor()
    await view.getByRole('button', { name: 'Claims and figures' }).click()
    assert.match(page.url(), /without=claim/)
    await view.getByRole('img', { name: /^When it happened, from 2013 to 2025/ }).waitFor()
    await view.getByLabel('From', { exact: true }).fill('2025-01-01')
    await view.locator('time[datetime="2013"]').first().waitFor({ state: 'detached' })
    await done()
  })

  test('is not told twice beside each other', async () => {
    const { page, done } = await open('/?ask=timeline&about=china&view=timeline&on=2025-06-13')
    await page.getByRole('region', { name: 'What happened to China' }).getByRole('listitem').first().waitFor()
    const answer = page.getByRole('region', { name: 'Answer' })
    await answer.getByRole('heading', { name: 'Around China' }).waitFor()
    await page.getByRole('tab', { name: 'Graph' }).click()
    await answer.getByRole('heading', { name: 'What happened to China' }).waitFor()
    await done()
  })

  test('stays that of what it is of when something in it is selected', async () => {
    const { page, done } = await open('/?view=timeline&pick=entity:lynas')
    const view = page.getByRole('region', { name: 'What happened to Lynas' })
    const signed = view.getByRole('listitem').filter({ hasText: 'Signed' })
    await signed.getByRole('button', { name: /^contracts/ }).click()
    await page.getByRole('region', { name: 'Evidence' }).getByText('Independent publishers').waitFor()
    await signed.waitFor()
    assert.match(page.url(), /pick=relation:contract\.us-dod\.lynas/)
    assert.match(page.url(), /line=lynas/)
    const field = page.getByRole('combobox', { name: 'Ask a question' })
    await field.fill('who supplies Japan')
    await field.press('Enter')
    await page.getByRole('region', { name: 'What happened to Japan' }).waitFor()
    assert.doesNotMatch(page.url(), /line=/)
    await done()
  })
})

describe('for everyone', () => {
  const views = [
    ['table', `${REFINING}&view=table&rows=relations&group=relation`, 'table thead'],
    ['map', `${REFINING}&view=map&pick=relation:export.china.us.rare-earths`, 'figure svg a'],
    ['timeline', `${REFINING}&view=timeline&line=export.china.us.rare-earths&pick=entity:china`, 'time'],
    ['documents', '/?view=documents&find=export', 'mark'],
    ['reader', '/?view=documents&doc=s2-sohu-2025-06-03&pick=entity:barclays', 'article section ul'],
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
