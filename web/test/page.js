// A page of the explorer in a real browser: LODEGRAPH_URL says which server, CHROMIUM which browser.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism, loadavg } from 'node:os'
import { after, before } from 'node:test'

import { chromium } from 'playwright-core'

import { ready, server } from './server.js'

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Every window, theme and language that the page is looked at in. */
export const MANNERS = [[1440, 900], [390, 844]].flatMap(([width, height]) =>
  ['light', 'dark'].flatMap((colorScheme) => ['en-GB', 'zh-CN'].map((locale) => ({ width, height, colorScheme, locale }))),
)

/** Half of them, in which each two choices still meet. */
export const PAIRS = MANNERS.filter(({ width, colorScheme, locale }) => (width > 1000) === ((colorScheme === 'light') === (locale === 'en-GB')))

/** By how much this machine is slower for having other things to do: what a time is held to is longer by so much. */
export const busy = () => Math.max(1, loadavg()[0] / availableParallelism())

let browser

before(async () => {
  await ready()
  // Chromium's own sandbox refuses to run as root, as in most containers; the page is ours.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  browser = await chromium.launch({ executablePath, args })
})

after(() => browser?.close())

/** A page of its own, of the server or of another, that moves nothing unless asked to; `done` holds that it complained of nothing and asked nobody else. */
export async function open(path, { width = 1440, height = 900, colorScheme = 'light', locale = 'en-GB', reducedMotion = 'reduce', of = server, before = () => {} } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale, reducedMotion })
  const page = await context.newPage()
  await page.addInitScript(before)
  const complaints = []
  const asked = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => asked.push(new URL(request.url())))
  await page.goto(new URL(path, of).href)
  const done = async () => {
    const elsewhere = asked.filter(({ protocol, host }) => protocol.startsWith('http') && host !== of.host)
    assert.deepEqual(elsewhere.map(({ href }) => href), [], 'no request leaves this server')
    assert.deepEqual(complaints, [], 'the console has no errors')
    await context.close()
  }
  return { page, asked, done }
}

/** Run in the page before all else: notes in `answeredAt` when the first supplier has been painted. */
export function watchForAnswer() {
  new MutationObserver((_, observer) => {
    if (!document.querySelector('section[aria-label="Answer"] li button')) return
    observer.disconnect()
    requestAnimationFrame(() => setTimeout(() => (window.answeredAt = performance.now())))
  }).observe(document, { childList: true, subtree: true })
}

/** Waits for what Playwright cannot wait for; half a minute at most. */
export async function until(page, holds) {
  const deadline = Date.now() + 30_000
  while (!(await holds())) {
    assert.ok(Date.now() < deadline, `expected this within 30 s: ${holds}`)
    await page.waitForTimeout(20)
  }
}

/** What axe finds serious or critical, in words. */
export async function seriousFaults(page) {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => window.axe.run(document))
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).slice(0, 4).join('\n  ')}`)
}

/** Waits until a dialog is closed; where it is not, its words say why. */
export async function closed(dialog) {
  await dialog.waitFor({ state: 'detached' }).catch(async () => assert.fail(`expected the dialog to close, found: ${await dialog.innerText()}`))
}
