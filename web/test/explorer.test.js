// The explorer in a real browser, against a running server with the bundled facts: LODEGRAPH_URL says where, CHROMIUM which browser.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'

import { busy, MANNERS, open, seriousFaults, until, watchForAnswer } from './page.js'
import { server } from './server.js'

const REFINING = '/?ask=suppliers&of=us-refining'

describe('on a desk', () => {
  test('a cold load is answered within a second, with few requests and little script', async () => {
    let best = Infinity
    for (let tries = 0; tries < 6 && (tries < 3 || best >= 1000); tries += 1) {
      const { page, asked, done } = await open(REFINING, { before: watchForAnswer })
      const scripts = []
      await page.waitForFunction(() => window.answeredAt)
      const milliseconds = Math.round(await page.evaluate(() => window.answeredAt))
      const loaded = [...asked]
      for (const url of loaded.filter(({ pathname }) => pathname.endsWith('.js'))) scripts.push(gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())).length)
      const kilobytes = Math.round(scripts.reduce((sum, bytes) => sum + bytes, 0) / 1024)
      const questions = loaded.filter(({ pathname }) => pathname === '/graphql').length
      console.log(`# first answer ${milliseconds} ms after the navigation began, ${loaded.length} requests until then, ${questions} of them questions, ${kilobytes} KB of scripts gzipped`)
      assert.ok(questions <= 6, `expected at most 6 questions, found ${questions}`)
      assert.ok(loaded.length <= 20, `expected at most 20 requests, found ${loaded.length}`)
      assert.ok(kilobytes > 0 && kilobytes <= 350, `expected at most 350 KB of scripts, found ${kilobytes}`)
      best = Math.min(best, milliseconds)
      await done()
    }
    const most = 1000 * busy()
    assert.ok(best < most, `expected a first answer within ${most} ms, found ${best} at best`)
  })

  test('suppliers come in their order, grouped by standing, with share and access', async () => {
    const { page, done } = await open(`${REFINING}&on=2025-06-13`)
    await supplier(page, 'China').waitFor()
    const names = await page.getByRole('region', { name: 'Answer' }).locator('li > div:first-child > button').allInnerTexts()
    assert.deepEqual(names.slice(0, 4), ['China', 'Malaysia', 'Japan', 'Estonia'])
    const china = await supplier(page, 'China').innerText()
    for (const part of [/restricted/, /70\s?%/, /US Geological Survey/, /in dispute/]) assert.match(china, part)
    for (const group of ['Operating', 'Contracted', 'Prospective']) await page.getByRole('heading', { name: group }).waitFor()
    await done()
  })

  test('a suggestion is chosen by keyboard, after `/` and a slip of the keys', async () => {
    const { page, done } = await open('/')
    await page.locator('body').click({ position: { x: 700, y: 500 } })
    await page.keyboard.press('/')
    await page.keyboard.type('greenlnad')
    const option = page.getByRole('option', { name: 'Who supplies Greenland?' })
    await option.waitFor()
    await page.getByRole('option', { name: /^Greenland territory/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    assert.equal(await option.getAttribute('aria-selected'), 'true')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Suppliers of Greenland' }).waitFor()
    assert.match(page.url(), /ask=suppliers&of=greenland/)
    await done()
  })

  test('a question in words is understood, in either language, with the date that it names', async () => {
    const { page, done } = await open('/')
    const field = page.getByRole('combobox', { name: 'Ask a question' })
    await field.fill('谁供应美国精炼，截至2022-01-01')
    await field.press('Enter')
    await supplier(page, 'China').waitFor()
    assert.match(page.url(), /ask=suppliers&of=us-refining/)
    assert.match(page.url(), /on=2022-01-01/)
    await done()
  })

  test('a question can be typed as soon as the page is there', async () => {
    const { page, done } = await open('/')
    await page.getByRole('heading', { level: 2 }).first().waitFor()
    await page.keyboard.type('greenland')
    assert.equal(await page.getByRole('combobox', { name: 'Ask a question' }).inputValue(), 'greenland')
    await done()
  })

  test('keys of an input method are not taken for those of the field', async () => {
    const { page, done } = await open('/')
    const field = page.getByRole('combobox', { name: 'Ask a question' })
    await field.fill('greenland')
    const option = page.getByRole('option', { name: 'Who supplies Greenland?' })
    await option.waitFor()
    for (const key of ['ArrowDown', 'Escape', 'Escape']) await field.dispatchEvent('keydown', { key, isComposing: true })
    assert.equal(await option.getAttribute('aria-selected'), 'false')
    assert.equal(await field.inputValue(), 'greenland')
    await field.press('ArrowDown')
    assert.equal(await option.getAttribute('aria-selected'), 'true')
    await done()
  })

  test('of a name that several bear each is offered, and the chosen one is asked about', async () => {
    const { page, done } = await open('/?q=' + encodeURIComponent('who supplies 美国商会'))
    const meant = page.locator('section', { has: page.getByRole('heading', { name: /美国商会/ }) }).last()
    for (const name of ['American Chamber of Commerce in China', 'US Chamber of Commerce']) await meant.getByRole('button', { name }).waitFor()
    assert.equal(await meant.getByRole('button').count(), 2)
    await meant.getByRole('button', { name: 'American Chamber' }).click()
    await page.getByRole('heading', { name: 'Suppliers of American Chamber of Commerce in China' }).waitFor()
    assert.match(page.url(), /ask=suppliers&of=amcham-china/)
    await done()
  })

  test('what is not understood says so, with questions that would be', async () => {
    const { page, done } = await open('/?q=how+many+angels+dance')
    await page.getByRole('heading', { name: 'That was not understood' }).waitFor()
    const instead = page.locator('section', { has: page.getByRole('heading', { name: 'These would be' }) }).getByRole('button')
    assert.equal(await instead.count(), 3)
    await instead.first().click()
    await page.getByRole('heading', { name: 'That was not understood' }).waitFor({ state: 'detached' })
    await page.getByRole('heading', { level: 2 }).first().waitFor()
    await done()
  })

  test('a name that nobody bears is told in the language of the page', async () => {
    const { page, done } = await open('/?q=' + encodeURIComponent('谁供应天使'), { locale: 'zh-CN' })
    await page.getByRole('heading', { name: '在这些日期没有名为“天使”的实体' }).waitFor()
    assert.equal(await page.getByText('there is no entity').count(), 0)
    await done()
  })

  test('why there was no path says what was in the way, and supposing the least opens one', async () => {
    const { page, done } = await open('/?ask=whyNot&from=lynas&to=us-refining&on=2021-06-13')
    await page.getByRole('heading', { name: 'Why Lynas does not supply US refining' }).waitFor()
    await page.getByText('begins later').first().waitFor()
    await page.getByRole('button', { name: 'Suppose it' }).click()
    await page.getByRole('heading', { name: /It does: goods can take this path/ }).waitFor()
    await done()
  })

  test('a relation shows every claim, and back takes it away', async () => {
    const { page, done } = await open(`${REFINING}&on=2025-06-13`)
    await supplier(page, 'China').getByRole('button', { name: /^exports to/ }).click()
    const evidence = page.getByRole('region', { name: 'Evidence' })
    await evidence.getByText('over 90 %', { exact: true }).first().waitFor()
    const text = await evidence.innerText()
    for (const part of [/disagree/, /does not hold on this date/, /Cannot be true beside/, /official record/, /Barclays/]) assert.match(text, part)
    assert.match(page.url(), /pick=relation:export\.china\.us\.rare-earths/)
    await page.goBack()
    await evidence.getByText('Nothing selected').waitFor()
    await done()
  })

  test('an address of a claim shows it among those about the same, one of a document opens it', async () => {
    const { page, done } = await open(`${REFINING}&on=2025-06-13`)
    await supplier(page, 'China').getByRole('button', { name: /^exports to/ }).click()
    const evidence = page.getByRole('region', { name: 'Evidence' })
    const relation = 'export.china.us.rare-earths'
    const asked = await page.evaluate(async (about) => {
      const query = 'query ($about: ID!) { view(asOf: "2025-06-13") { claims(where: { about: $about }, first: 9) { edges { node { key statement evidence { document { key title } } } } } } }'
      const answer = await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables: { about } }) })
      return (await answer.json()).data.view.claims.edges.map(({ node }) => node)
    }, relation)
    const claim = asked.at(-1)
    await page.goto(new URL(`/?pick=claim:${claim.key}&on=2025-06-13`, server).href)
    const card = evidence.locator('li[aria-current="true"]')
    await card.getByText(claim.statement, { exact: true }).first().waitFor()
    assert.equal(await evidence.locator('li[aria-current]').count(), 1)
    await evidence.getByText('Independent publishers').waitFor()
    await page.goto(new URL(`/?pick=document:${claim.evidence[0].document.key}`, server).href)
    await page.getByRole('article').getByRole('heading', { name: claim.evidence[0].document.title }).waitFor()
    await done()
  })

  test('the date changes the answer: no Lynas in January 2022', async () => {
    const { page, done } = await open(`${REFINING}&on=2025-06-13`)
    await supplier(page, 'Lynas').waitFor()
    await page.getByLabel('True on', { exact: true }).fill('2022-01-01')
    await supplier(page, 'Lynas').waitFor({ state: 'detached' })
    await supplier(page, 'China').waitFor()
    assert.match(page.url(), /on=2022-01-01/)
    await done()
  })

  test('the date is moved by arrow keys, by day, month and year, and runs on by itself', async () => {
    const { page, done } = await open(`${REFINING}&on=2025-06-13`)
    await supplier(page, 'China').waitFor()
    const slider = page.getByRole('slider', { name: /^True on/ })
    await slider.focus()
    for (const [keys, day] of [['ArrowLeft', '2025-06-12'], ['Shift+ArrowLeft', '2025-05-12'], ['Alt+ArrowLeft', '2024-05-12'], ['ArrowUp', '2024-05-13']]) {
      await page.keyboard.press(keys)
      await page.waitForURL(new RegExp(`on=${day}`))
    }
    await page.getByRole('button', { name: 'Play' }).click()
    await page.waitForURL(/on=2024-07-13/)
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByRole('button', { name: 'Today' }).click()
    await page.waitForURL((url) => !url.searchParams.has('on'))
    await done()
  })

  test('what was in print by a day is all that counts when it is chosen', async () => {
    const { page, done } = await open(`${REFINING}&on=2025-06-13`)
    await supplier(page, 'China').getByText(/in dispute/).waitFor()
    await page.getByRole('button', { name: /^Known by/ }).click()
    await page.getByLabel('in print by a day').check()
    await page.getByLabel('Day', { exact: true }).fill('2025-02-01')
    await supplier(page, 'China').getByText(/in dispute/).waitFor({ state: 'detached' })
    await supplier(page, 'Lynas').waitFor({ state: 'detached' })
    assert.match(page.url(), /print=2025-02-01/)
    await done()
  })

  test('what was recorded by an instant is all that counts when it is chosen', async () => {
    const { page, done } = await open(`${REFINING}&on=2025-06-13`)
    await supplier(page, 'China').waitFor()
    await page.getByRole('button', { name: /^Known by/ }).click()
    await page.getByLabel('recorded by an instant').check()
    await page.waitForURL(/known=\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:00Z/)
    await page.getByLabel('Day and time (UTC)').fill('2020-01-01T12:30')
    await page.waitForURL(/known=2020-01-01T12:30:00Z/)
    await supplier(page, 'China').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Known by: recorded by 2020-01-01 12:30' }).waitFor()
    await done()
  })

  test('what is different on another date lights up for a moment, and where motion is unwanted it does not', async () => {
    for (const [reducedMotion, lights] of [['no-preference', true], ['reduce', false]]) {
      const { page, done } = await open(`${REFINING}&on=2022-01-01`, { reducedMotion })
      await page.getByRole('img', { name: /^Graph of/ }).waitFor()
      await page.evaluate(watchForLights)
      await page.getByLabel('True on', { exact: true }).fill('2025-06-13')
      await page.getByRole('heading', { name: 'Since 2022-01-01' }).waitFor()
      await page.getByRole('row', { name: /Greenland/ }).waitFor({ state: 'attached' })
      await until(page, () => page.evaluate(() => window.lit.gone && window.lit.drawing().elements('.changed').empty()))
      const { list, graph } = await page.evaluate(() => ({ ...window.lit, drawing: undefined }))
      assert.deepEqual({ list, graph }, { list: lights, graph: lights }, `with ${reducedMotion}`)
      await done()
    }
  })

  test('a ban that is supposed blocks, beside the world as it is, and is taken back', async () => {
    const { page, done } = await open(`${REFINING}&on=2025-06-13`)
    await supplier(page, 'China').waitFor()
    await page.getByRole('button', { name: 'What if …' }).click()
    for (const [part, name] of [['from', 'China'], ['to', 'United States'], ['commodity', 'Rare earths']]) {
      await page.getByRole('button', { name: new RegExp(`^${part}: (any|choose)`) }).last().click()
      await page.getByRole('textbox', { name: part }).fill(name)
      await page.getByRole('list', { name: part }).getByRole('button', { name, exact: true }).click()
    }
    await page.getByRole('button', { name: 'Suppose it' }).click()
    await page.getByRole('heading', { name: 'Beside the world as it is' }).waitFor()
    assert.match(await page.locator('li[data-change="changed"]', { hasText: 'China' }).innerText(), /restricted[\s\S]*blocked/)
    assert.match(page.url(), /if=impose:china,us,rare-earths,BAN/)
    await page.getByRole('button', { name: 'Reset' }).click()
    await page.getByRole('heading', { name: 'Beside the world as it is' }).waitFor({ state: 'detached' })
    await done()
  })

  /** All that a list of changes says. */
  const unfolded = async (list) => {
    await list.waitFor()
    for (const folded of await list.getByText(/^\d+ more$/).all()) await folded.click()
    return list.innerText()
  }

  test('what changed since the date before is listed, of suppliers and of what surrounds one', async () => {
    for (const [path, told] of [[REFINING, /Lynas[\s\S]*Contracted/], ['/?ask=entity&of=us', /Greenland[\s\S]*discussed/]]) {
      const { page, done } = await open(`${path}&on=2022-01-01`)
      await page.getByRole('region', { name: 'Answer' }).getByText('Estonia').first().waitFor()
      await page.getByLabel('True on', { exact: true }).fill('2025-06-13')
      const since = page.locator('section', { has: page.getByRole('heading', { name: 'Since 2022-01-01' }) }).last()
      assert.match(await unfolded(since), told)
      await done()
    }
  })

  for (const [asked, told] of [
    ['whyNot&from=lynas&to=us-refining', /Lynas/], ['chokepoints&of=us-refining', /Lynas/], ['concentration&of=us&commodity=rare-earths', /Lynas/],
    ['exposure&of=us&to=china&commodity=rare-earths', /Lynas/], ['netTrade&of=china', /licensing/], ['conflicts&about=us', /Greenland/],
  ]) {
    test(`what changed beneath an answer is listed: ${asked}`, async () => {
      const { page, done } = await open(`/?ask=${asked}&on=2022-01-01`)
      const answer = page.getByRole('region', { name: 'Answer' })
      await answer.getByRole('heading', { level: 2 }).waitFor()
      await page.getByLabel('True on', { exact: true }).fill('2025-06-13')
      const since = answer.locator('section', { has: page.getByRole('heading', { name: 'Since 2022-01-01' }) }).last()
      assert.match(await unfolded(since), told)
      await done()
    })
  }

  test('whole answers are compared, however many pages of them are shown', async () => {
    const { page, done } = await open('/')
    await smallPages(page)
    await page.goto(new URL(`${REFINING}&on=2025-07-02`, server).href)
    const rows = page.getByRole('region', { name: 'Answer' }).locator('li', { has: page.locator('> div:first-child > button') })
    await page.getByRole('region', { name: 'Answer' }).getByRole('button', { name: 'Show 40 more' }).click()
    await until(page, async () => (await rows.count()) === 6)
    // On the day before nobody was gone.
    const compared = page.waitForResponse((response) => response.request().postData()?.includes('"toDate":"2025-07-01"'))
    await page.getByLabel('True on', { exact: true }).fill('2025-07-01')
    await (await compared).finished()
    await page.waitForTimeout(100)
    assert.equal(await page.locator('[data-change="gone"]').count(), 0)
    // Who stands on no page that is shown is told too: Lynas is not yet there.
    await page.getByLabel('True on', { exact: true }).fill('2022-01-01')
    const since = page.locator('section', { has: page.getByRole('heading', { name: 'Since 2025-07-01' }) }).last()
    await since.locator('[data-change="gone"]', { hasText: 'Lynas' }).first().waitFor({ state: 'attached' })
    await done()
  })

  test('pages stay where they are when the date moves, and one that is lost takes nothing away', async () => {
    const { page } = await open('/')
    await smallPages(page)
    let way = 'open'
    await page.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes('"after":"')) return route.fallback()
      if (way === 'slow') await page.waitForTimeout(700)
      return way === 'lost' ? route.abort() : route.fallback()
    })
    await page.goto(new URL(`${REFINING}&on=2025-07-02`, server).href)
    const answer = page.getByRole('region', { name: 'Answer' })
    const rows = answer.locator('li', { has: page.locator('> div:first-child > button') })
    const more = answer.getByRole('button', { name: 'Show 40 more' })
    await more.waitFor()
    way = 'slow'
    await more.click()
    await answer.getByRole('button', { name: 'More is loading …' }).waitFor()
    await until(page, async () => (await rows.count()) === 6)

    const counts = await page.evaluateHandle(watchRows)
    await page.getByLabel('True on', { exact: true }).fill('2025-07-01')
    await page.waitForTimeout(300)
    await until(page, async () => (await answer.locator('[aria-busy="true"]').count()) === 0)
    assert.deepEqual([...new Set(await counts.jsonValue())].filter((count) => count < 6), [])

    way = 'lost'
    await more.click()
    await answer.getByRole('alert').getByText('The server does not answer').waitFor()
    assert.equal(await rows.count(), 6)
    way = 'open'
    await answer.getByRole('button', { name: 'Try again' }).click()
    await until(page, async () => (await rows.count()) === 9)
    await page.context().close()
  })

  test('a restriction that is supposed lifted lets goods pass', async () => {
    const restriction = (instrument) => `restriction.china.world.rare-earths..${instrument}`
    const { page, done } = await open(`${REFINING}&on=2025-06-13&pick=relation:${restriction('control')}&if=lift:${restriction('licensing')}`)
    await page.getByRole('button', { name: 'What if it were lifted?' }).click()
    assert.match(await page.locator('li[data-change="changed"]', { hasText: 'China' }).innerText(), /restricted[\s\S]*open/)
    assert.deepEqual(new URL(page.url()).searchParams.getAll('if'), [`lift:${restriction('licensing')}`, `lift:${restriction('control')}`])
    await done()
  })

  test('a relation that is supposed to have come makes a supplier', async () => {
    const { page, done } = await open(`${REFINING}&on=2025-06-13`)
    await page.getByRole('button', { name: 'What if …' }).click()
    await page.getByLabel('a relation came').check()
    for (const [part, name] of [['from', 'Greenland'], ['to', 'United States'], ['commodity', 'Rare earths']]) {
      await page.getByRole('button', { name: new RegExp(`^${part}: (any|choose)`) }).last().click()
      await page.getByRole('textbox', { name: part }).fill(name)
      await page.getByRole('list', { name: part }).getByRole('button', { name, exact: true }).click()
    }
    await page.getByRole('button', { name: 'Suppose it' }).click()
    assert.match(await page.locator('li[data-change="changed"]', { hasText: 'Greenland' }).innerText(), /Prospective[\s\S]*Operating/)
    assert.match(page.url(), /if=add:EXPORT,greenland,us,rare-earths/)
    await done()
  })

  test('a status is chosen by keyboard and supposed by a press, and another takes its place', async () => {
    const { page, done } = await open(`${REFINING}&on=2025-06-13&pick=relation:export.china.us.rare-earths`)
    const choice = page.getByLabel('What if its status were …')
    const supposed = () => new URL(page.url()).searchParams.getAll('if')
    await choice.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    assert.notEqual(await choice.inputValue(), '')
    assert.deepEqual(supposed(), [])
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await until(page, () => supposed().length === 1)
    await choice.selectOption('ended')
    await page.getByRole('button', { name: 'Suppose it' }).click()
    await page.locator('li[data-change="gone"]', { hasText: 'China' }).first().waitFor()
    assert.deepEqual(supposed(), ['set:export.china.us.rare-earths,ENDED'])
    await done()
  })

  test('who is supposed away is gone from the answer, with the share that goes too', async () => {
    const { page, done } = await open(`${REFINING}&on=2025-06-13`)
    await supplier(page, 'Malaysia').waitFor()
    await page.getByRole('button', { name: 'What if …' }).click()
    await page.getByLabel('somebody or something fell away').check()
    await page.getByRole('button', { name: /^who or what: choose/ }).click()
    await page.getByRole('textbox', { name: 'who or what' }).fill('Malaysia')
    await page.getByRole('list', { name: 'who or what' }).getByRole('button', { name: 'Malaysia', exact: true }).click()
    await page.getByRole('button', { name: 'Suppose it' }).click()
    assert.match(await page.locator('li[data-change="gone"]', { hasText: 'Malaysia' }).innerText(), /13 ?%[\s\S]*no longer/)
    await page.getByRole('region', { name: 'Scenario' }).getByRole('button', { name: /^Undo: Malaysia/ }).click()
    await page.getByRole('region', { name: 'Scenario' }).waitFor({ state: 'detached' })
    await supplier(page, 'Malaysia').waitFor()
    await done()
  })

  test('the graph is drawn, opened up by hand, and tells the same as text', async () => {
    const { page, done } = await open(`${REFINING}&on=2025-06-13&pick=entity:lynas`)
    const graph = page.getByRole('img', { name: /^Graph of \d+ entities/ })
    await graph.waitFor()
    const entities = async () => Number((await graph.getAttribute('aria-label')).match(/\d+/)[0])
    const before = await entities()
    await page.getByRole('row', { name: /China exports to, active United States restricted/ }).waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'Expand' }).click()
    await page.getByRole('row', { name: /Lynas operates, agreed Texas heavy rare-earth separation plant/ }).waitFor({ state: 'attached' })
    assert.ok((await entities()) > before)
    await page.getByRole('button', { name: 'Hide', exact: true }).click()
    await page.getByRole('row', { name: /Lynas operates/ }).waitFor({ state: 'detached' })
    await done()
  })

  test('the legend leaves kinds out, and a path is found between two that were selected', async () => {
    const { page, done } = await open(`${REFINING}&on=2025-06-13&pick=entity:lynas`)
    await page.getByRole('img', { name: /^Graph of/ }).waitFor()
    const drawn = (kind) => page.evaluate((kind) => document.querySelector('figure [role=img]')._cyreg.cy.edges(`[kind = "${kind}"]`).length, kind)
    assert.ok((await drawn('EXPORT')) >= 5)
    const legend = page.getByRole('group', { name: 'Kinds of relation' })
    await legend.getByRole('button', { name: 'Export' }).click()
    assert.equal(await drawn('EXPORT'), 0)
    assert.ok((await drawn('CONTRACT')) >= 2, 'the others stay')
    await legend.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('button', { name: 'Path from here' }).click()
    await page.getByRole('region', { name: 'Answer' }).getByRole('button', { name: 'US refining' }).first().click()
    await page.getByRole('button', { name: 'Path from Lynas' }).click()
    await page.getByRole('heading', { name: 'From Lynas to US refining' }).waitFor()
    assert.match(page.url(), /ask=paths&from=lynas&to=us-refining/)
    await done()
  })

  test('the graph is walked by arrow keys, and an entity opened up by Enter', async () => {
    const { page, done } = await open(`${REFINING}&on=2025-06-13`)
    const graph = page.getByRole('img', { name: /^Graph of \d+ entities/ })
    await graph.waitFor()
    const entities = async () => Number((await graph.getAttribute('aria-label')).match(/\d+/)[0])
    const before = await entities()
    await page.getByRole('group', { name: /^Graph: arrow keys/ }).focus()
    const evidence = page.getByRole('region', { name: 'Evidence' })
    for (const [key, name] of [['ArrowLeft', 'US refining'], ['ArrowLeft', 'United States']]) {
      await page.keyboard.press(key)
      await evidence.getByRole('heading', { name, exact: true }).waitFor()
    }
    await page.keyboard.press('Enter')
    await page.getByRole('row', { name: /United States produces/ }).first().waitFor({ state: 'attached' })
    assert.ok((await entities()) > before)
    await done()
  })

  test('entities stay where they are seen when the date moves', async () => {
    const { page, done } = await open(`${REFINING}&on=2025-06-13`)
    await page.getByRole('row', { name: /Greenland/ }).waitFor({ state: 'attached' })
    const china = () => page.evaluate(() => document.querySelector('figure [role=img]')._cyreg.cy.getElementById('china').renderedPosition())
    const before = await china()
    for (const day of ['2022-01-01', '2025-06-13']) {
      await page.getByLabel('True on', { exact: true }).fill(day)
      await page.getByRole('row', { name: /Greenland/ }).waitFor({ state: day === '2022-01-01' ? 'detached' : 'attached' })
      assert.deepEqual(await china(), before)
    }
    await done()
  })

  test('a link without words is told in words, in the field and in the title', async () => {
    const { page, done } = await open('/?ask=customers&of=china&commodity=rare-earths')
    await page.waitForFunction(() => document.title === 'Whom does China supply with Rare earths? · Lodegraph')
    assert.equal(await page.getByRole('combobox', { name: 'Ask a question' }).inputValue(), 'Whom does China supply with Rare earths?')
    await done()
  })

  test('what is different on another day is told by what began, with the claims behind it', async () => {
    const { page, done } = await open('/?ask=diff&about=us&toDate=2025-06-13&on=2022-01-01')
    await page.getByRole('heading', { name: 'What is different about United States on 2025-06-13' }).waitFor()
    await page.getByRole('heading', { name: /^Began/ }).waitFor()
    const talks = page.getByRole('listitem').filter({ hasText: 'Greenland' }).first()
    await talks.getByText(/claims? behind it/).click()
    await talks.getByText(/Greenland/).last().waitFor()
    await page.getByRole('listitem').filter({ hasText: 'Rare-earth ores and compounds' }).first().waitFor()
    await done()
  })

  test('a scenario tells of one entity what it changes', async () => {
    const { page, done } = await open('/?ask=entity&of=malaysia&on=2025-06-13&if=remove:export.malaysia.us.rare-earths')
    await page.getByRole('heading', { name: 'Beside the world as it is' }).waitFor()
    await page.getByRole('region', { name: 'Answer' }).getByRole('listitem').filter({ hasText: 'Malaysia' }).first().waitFor()
    await done()
  })

  test('sources that disagree stand side by side, with what decides between them', async () => {
    const { page, done } = await open('/?ask=conflicts&about=us&on=2025-06-13')
    await page.getByRole('heading', { name: 'Claims about United States that cannot all be true' }).waitFor()
    const sides = page.locator('li[data-first]')
    assert.match(await sides.first().innerText(), /70%[\s\S]*official record[\s\S]*goes first/)
    assert.match(await sides.filter({ hasText: 'over 90 %' }).innerText(), /Barclays[\s\S]*weaker mode/)
    await done()
  })

  test('how concentrated a supply is stands per source, with its index', async () => {
    const { page, done } = await open('/?ask=concentration&of=us&on=2025-06-13')
    const section = page.locator('section', { has: page.getByRole('heading', { name: 'By the figures of US Geological Survey' }) }).last()
    await section.waitFor()
    assert.match(await section.innerText(), /5,130[\s\S]*China[\s\S]*70 %[\s\S]*Malaysia[\s\S]*13 %/)
    await done()
  })

  test('what a supply hangs on is ranked, and supposed away with one press', async () => {
    const { page, done } = await open('/?ask=chokepoints&of=us-refining&on=2025-06-13')
    await page.getByRole('heading', { name: 'What the supply of US refining hangs on' }).waitFor()
    const first = page.getByRole('region', { name: 'Answer' }).locator('ol > li').first()
    assert.match(await first.innerText(), /Japan[\s\S]*of the paths[\s\S]*loses 3 suppliers/)
    await first.getByRole('button', { name: 'Suppose it away' }).click()
    await page.waitForURL(/if=remove:japan/)
    await done()
  })

  test('what was asked is handed to the playground', async () => {
    const { page, done } = await open(REFINING)
    const link = page.getByRole('link', { name: 'as GraphQL' })
    await link.focus()
    await page.locator('a[href*="query="]').waitFor()
    const handed = new URLSearchParams(new URL(await link.getAttribute('href'), server).hash.slice(1))
    assert.match(handed.get('query'), /^query Suppliers\(/)
    assert.equal(JSON.parse(handed.get('variables')).of, 'us-refining')
    await done()
  })

  test('a piece that cannot be loaded takes nothing else away, and is loaded again by a press or with the next question', async () => {
    const { page } = await open('/')
    let lost = true
    await page.route(/\/assets\/(MapView|WhyNotAnswer|Begin)-/, (route) => (lost ? route.abort() : route.continue()))
    await page.goto(new URL('/?ask=whyNot&from=lynas&to=us-refining&on=2021-06-13&view=map&pick=entity:lynas', server).href)
    const failed = page.getByRole('alert').filter({ hasText: 'This part of the page failed' })
    await until(page, async () => (await failed.count()) === 2)
    await page.getByRole('button', { name: 'Write a claim' }).click()
    await until(page, async () => (await failed.count()) === 3)
    // Another question: its answer is no piece that is lost, and the map is tried again.
    await page.evaluate(() => document.querySelectorAll('[role="alert"]').forEach((alert) => alert.setAttribute('data-before', '')))
    await page.getByRole('combobox', { name: 'Ask a question' }).fill('who supplies US refining')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Suppliers of US refining' }).waitFor()
    const map = page.getByRole('tabpanel', { name: 'Map' })
    await map.locator('[role="alert"]:not([data-before])').waitFor()
    lost = false
    await failed.filter({ has: page.getByRole('button', { name: 'Close' }) }).getByRole('button', { name: 'Load it again' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click()
    await map.getByRole('button', { name: 'Load it again' }).click()
    await page.getByRole('group', { name: /^Map of/ }).waitFor()
    assert.equal(await failed.count(), 0)
    await until(page, () => page.evaluate(() => [...document.querySelectorAll('link[rel="stylesheet"]')].every(({ sheet }) => sheet)))
    await page.context().close()
  })

  test('a name that is not there is told, with what to do, as English where the page is not', async () => {
    const { page, done } = await open('/?ask=suppliers&of=atlantis', { locale: 'zh-CN' })
    const message = page.getByRole('alert').getByText('there is no entity `atlantis` in this view').first()
    await message.waitFor()
    assert.equal(await message.getAttribute('lang'), 'en')
    assert.equal(await page.getByRole('alert').first().locator('p[lang="en"]').count(), 2, 'the hint too')
    await done()
  })

  test('what an entity is stands in the language of the page', async () => {
    const { page, done } = await open('/?pick=entity:greenland', { locale: 'zh-CN' })
    await page.getByRole('region', { name: '依据' }).getByText('领地', { exact: true }).waitFor()
    await done()
  })
})

describe('for everyone', () => {
  test('language and colours are chosen in the menu, and stay chosen', async () => {
    const { page, done } = await open('/')
    const html = page.locator('html')
    await page.getByRole('button', { name: /Settings and links/ }).click()
    await page.getByRole('menuitemradio', { name: '中文' }).click()
    await page.getByRole('button', { name: /设置与链接/ }).click()
    assert.equal(await page.getByRole('menuitemradio', { name: '跟随系统' }).getAttribute('aria-checked'), 'true')
    assert.deepEqual(await seriousFaults(page), [])
    await page.getByRole('menuitemradio', { name: '深色' }).click()
    for (const again of [false, true]) {
      if (again) await page.reload()
      await page.getByRole('combobox', { name: '提问' }).waitFor()
      assert.equal(await html.getAttribute('lang'), 'zh-Hans')
      assert.equal(await html.getAttribute('data-theme'), 'dark')
    }
    await done()
  })

  for (const manner of MANNERS) {
    test(`nothing serious is found by axe at ${manner.width} pixels, ${manner.colorScheme}, ${manner.locale}`, async () => {
      const { page, done } = await open(`${REFINING}&on=2025-06-13&pick=relation:export.china.us.rare-earths`, manner)
      await page.getByText(manner.locale === 'zh-CN' ? '独立来源' : 'Independent publishers').first().waitFor()
      await page.waitForTimeout(300)
      assert.deepEqual(await seriousFaults(page), [])
      await done()
    })
  }

  for (const [answer, path] of [
    ['the start', '/'],
    ['surroundings with an entity', '/?ask=entity&of=us&pick=entity:us'],
    ['a scenario', `${REFINING}&on=2025-06-13&if=impose:china,us,rare-earths,BAN&if=remove:malaysia`],
    ['why not', '/?ask=whyNot&from=lynas&to=us-refining&on=2021-06-13'],
    ['conflicts', '/?ask=conflicts&on=2025-06-13'],
    ['concentration', '/?ask=concentration&of=us&on=2025-06-13'],
    ['chokepoints', '/?ask=chokepoints&of=us-refining&on=2025-06-13'],
    ['exposure', '/?ask=exposure&of=us&to=china&on=2025-06-13'],
    ['a difference', '/?ask=diff&about=us&toDate=2025-06-13&on=2022-01-01'],
    ['words that are not understood', '/?q=who+supplies+lynax'],
  ]) {
    test(`nothing serious is found by axe in ${answer}`, async () => {
      const { page, done } = await open(path, { colorScheme: 'dark' })
      await page.getByRole('heading', { level: 2 }).first().waitFor()
      await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' })
      await page.waitForTimeout(300)
      assert.deepEqual(await seriousFaults(page), [])
      await done()
    })
  }

  test('on a tablet a view is as wide as the answer leaves it, with the evidence under it', async () => {
    const { page, done } = await open(`${REFINING}&on=2025-06-13&pick=relation:export.china.us.rare-earths`, { width: 1024, height: 768 })
    const [answer, evidence, graph] = [page.getByRole('region', { name: 'Answer' }), page.getByRole('region', { name: 'Evidence' }), page.getByRole('img', { name: /^Graph of/ })]
    await graph.waitFor()
    const [left, under, view] = await Promise.all([answer, evidence, graph].map((part) => part.boundingBox()))
    assert.ok(view.width > 600, `expected a view wider than 600, found ${view.width}`)
    assert.ok(under.y >= view.y + view.height && under.x >= left.x + left.width)
    await done()
  })

  test('on paper stand the answer, its evidence to the end, and the dates, dark on white', async () => {
    const { page, done } = await open(`${REFINING}&on=2025-06-13&pick=relation:export.china.us.rare-earths`, { colorScheme: 'dark' })
    const evidence = page.getByRole('region', { name: 'Evidence' })
    await evidence.getByText('Independent publishers').waitFor()
    await page.getByRole('img', { name: /^Graph of/ }).waitFor()
    await page.emulateMedia({ media: 'print' })
    await page.getByRole('img', { name: /^Graph of/ }).waitFor({ state: 'hidden' })
    for (const region of [page.getByRole('region', { name: 'Answer' }), evidence.getByRole('group', { name: 'Evidence' })]) {
      assert.ok(await region.evaluate(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight), 'nothing is cut off')
    }
    await page.getByLabel('True on', { exact: true }).waitFor()
    assert.equal(await page.getByRole('button', { name: 'What if it were not there?' }).count(), 0)
    const [red, green, blue] = (await evidence.evaluate((panel) => getComputedStyle(panel).color)).match(/\d+/g).map(Number)
    assert.ok(red + green + blue < 200, `expected dark ink, found ${red} ${green} ${blue}`)
    await done()
  })

  test('on a phone what is asked is answered in sight, whatever was open', async () => {
    const { page, done } = await open('/?view=graph', { width: 390, height: 844 })
    const field = page.getByRole('combobox', { name: 'Ask a question' })
    const answer = page.getByRole('heading', { name: 'Suppliers of US refining' })
    await field.fill('who supplies US refining')
    await field.press('Enter')
    await answer.waitFor()

    await page.getByRole('tab', { name: 'Map' }).click()
    await answer.waitFor({ state: 'detached' })
    await field.fill('japan')
    await page.getByRole('option', { name: 'Who supplies Japan?' }).click()
    await page.getByRole('heading', { name: 'Suppliers of Japan' }).waitFor()

    await page.getByRole('tab', { name: 'Table' }).click()
    await page.getByRole('table').getByRole('cell').getByRole('button').first().click()
    const evidence = page.getByRole('region', { name: 'Evidence' })
    await evidence.getByRole('button', { name: 'Show its surroundings' }).click()
    await page.getByRole('heading', { name: /^Around / }).waitFor()
    await evidence.waitFor({ state: 'hidden' })
    await done()
  })

  test('on a phone a link that holds words and another view has them read', async () => {
    const { page, done } = await open('/?q=who+supplies+US+refining&view=table', { width: 390, height: 844 })
    await page.waitForURL(/ask=suppliers&of=us-refining/)
    await page.getByRole('table').waitFor()
    await done()
  })

  for (const [view, path, shown] of [
    ['answer', '', 'main h2'],
    ['graph', '&view=graph', 'figure [role="img"]'],
    ['table', '&view=table', 'main table'],
    ['map', '&view=map', 'figure svg a'],
    ['timeline', '&view=timeline&line=us', 'main time'],
    ['documents', '&view=documents', 'main ol'],
    ['evidence', '&pick=relation:export.china.us.rare-earths', '[aria-label="Evidence"] dl'],
  ]) {
    test(`nothing is wider than a window of 360 pixels in the ${view}`, async () => {
      const { page, done } = await open(`${REFINING}&on=2025-06-13${path}`, { width: 360, height: 740 })
      await page.locator(shown).first().waitFor()
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      assert.ok(width <= 360, `expected at most 360, found ${width}`)
      await done()
    })
  }
})

// Run in the page: notes whether the list and the graph light up, and when the list is as it was.
function watchForLights() {
  const drawing = () => document.querySelector('figure [role=img]')._cyreg.cy
  const lit = (window.lit = { list: false, graph: false, gone: false, drawing })
  drawing().on('class', 'node, edge', ({ target }) => (lit.graph ||= target.hasClass('changed')))
  // Without motion an animation is over before it is seen.
  document.addEventListener('animationstart', ({ target }) => (lit.list ||= parseFloat(getComputedStyle(target).animationDuration) > 0.1))
  document.addEventListener('animationend', () => (lit.gone = true))
}

// Run in the page: how many suppliers stand there, at every change.
function watchRows() {
  const counts = []
  const count = () => counts.push(document.querySelectorAll('section[aria-label="Answer"] li > div:first-child > button').length)
  new MutationObserver(count).observe(document.querySelector('section[aria-label="Answer"]'), { childList: true, subtree: true })
  return counts
}

// As if a page of an answer held three; what is compared is asked as ever.
function smallPages(page) {
  return page.route('**/graphql', (route) => {
    const asked = route.request().postData()
    return route.continue({ postData: asked?.includes('"toChanges"') ? asked : asked?.replace('"first":40', '"first":3') })
  })
}

function supplier(page, name) {
  return page.locator('li', { has: page.locator(`> div:first-child > button:text-is("${name}"), > div:first-child > button:has(span:text-is("${name}"))`) })
}
