// The playground in a real browser, against a running server: LODEGRAPH_URL says where, CHROMIUM which browser.
// What belongs here is what only a browser can tell: that the page draws, asks, answers, and asks nobody else.

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { chromium } from 'playwright-core'

import { ready, server } from './server.js'

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const patience = 30_000

const widths = [
  { name: 'a desk', width: 1440, height: 900 },
  { name: 'a phone', width: 390, height: 844 },
]

let browser

before(async () => {
  await ready()
  // Chromium's own sandbox refuses to run as root, as in most containers; the page is ours.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  browser = await chromium.launch({ executablePath, args })
})

after(() => browser?.close())

for (const { name, width, height } of widths) {
  describe(`at the width of ${name}`, () => {
    let page
    let complaints

    before(async () => {
      ;({ page, complaints } = await open({ width, height }))
    })

    after(() => page?.context().close())

    test('the first tab is answered, with China among the suppliers of US refining', async () => {
      assert.equal(await page.locator('.graphiql-tab').first().innerText(), 'WhoSuppliesUsRefining')
      await run(page)
      await answered(page, /"name": "China"/)
    })

    test('question and answer can both be read', async () => {
      for (const part of ['.graphiql-query-editor', '.graphiql-response']) {
        const box = await page.locator(part).boundingBox()
        assert.ok(box, `\`${part}\` is on the page`)
        assert.ok(box.width >= 300 && box.height >= 150, `\`${part}\` is ${box.width} by ${box.height} pixels`)
        assert.ok(box.x >= 0 && box.x + box.width <= width, `\`${part}\` stays inside the window`)
      }
    })

    test('a subscription is answered over the same address', async () => {
      await tab(page, 'FollowChanges').click()
      await page.locator('.graphiql-query-editor .view-lines', { hasText: 'FollowChanges' }).waitFor({ timeout: patience })
      // The page reads the new document a moment after it shows it, and only then knows that it is a subscription.
      await page.waitForTimeout(1_000)
      await run(page)
      await answered(page, /"seq": "\d+"/)
      // It goes on until it is stopped.
      await run(page)
    })

    test('the explorer and the history open', async () => {
      await page.getByRole('button', { name: /Show GraphiQL Explorer/i }).click()
      await page.getByRole('button', { name: /Show History/i }).click()
      await page.locator('.graphiql-history-item').first().waitFor({ timeout: patience })
    })

    test('nothing was asked of another origin, and the console has no error', () => {
      assert.deepEqual(complaints, [])
    })
  })
}

// A fresh browser profile at the playground, with the list of what should not have happened.
async function open(viewport) {
  const context = await browser.newContext({ viewport })
  const page = await context.newPage()
  const complaints = []
  const own = (address) => {
    const { protocol, host } = new URL(address)
    return ['data:', 'blob:'].includes(protocol) || host === server.host
  }
  context.on('request', (request) => {
    if (!own(request.url())) complaints.push(`request to ${request.url()}`)
  })
  page.on('websocket', (socket) => {
    if (!own(socket.url())) complaints.push(`socket to ${socket.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} for ${response.url()}`)
  })
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`))
  await page.goto(new URL('/playground', server).href)
  await page.locator('.graphiql-query-editor .view-line').first().waitFor({ timeout: patience })
  return { page, complaints }
}

const tab = (page, operation) => page.getByRole('button', { name: operation, exact: true })

// One button starts an operation and stops a subscription.
const run = (page) => page.locator('.graphiql-execute-button').click()

// The editor draws spaces as no-break spaces.
async function answered(page, pattern) {
  const answer = page.locator('.graphiql-response .view-lines')
  const deadline = Date.now() + patience
  let text = ''
  while (Date.now() < deadline) {
    text = (await answer.count()) > 0 ? (await answer.innerText()).replaceAll('\u00a0', ' ') : ''
    if (pattern.test(text)) return
    await page.waitForTimeout(100)
  }
  assert.fail(`expected ${pattern} in the answer, found: ${text}`)
}
