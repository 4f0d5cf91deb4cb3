// Evidence and documents of which there are many, on a server of the test's own: what is beyond the first page is reached, and what is counted is counted whole.

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { serve } from './own_server.js'
import { open } from './page.js'

const named = (text) => [{ text, language: 'en' }]
const RELATION = 'export.north.south.ore'
const tie = { export: { from: 'north', to: 'south', commodity: 'ore' } }
const many = (count, make) => Array.from({ length: count }, (_, at) => make(at))
const claim = (key, about, rest) => ({ assert: { key, about, mode: 'REPORTED', evidence: [{ document: 'paper-0' }], ...rest } })
const share = (value) => ({ measures: [{ metric: 'SHARE', value, unit: '%', periodFrom: '2024' }] })

let own

before(async () => {
  own = await serve()
  const commit = async (changes) => {
    const { errors } = await own.commit(changes)
    assert.equal(errors, undefined, JSON.stringify(errors))
  }
  const entity = (key, kind, rest) => ({ putEntity: { key, kind, names: named(key), ...rest } })
  await commit([entity('north', 'PLACE'), entity('south', 'PLACE'), entity('world', 'PLACE', { aggregate: true }), entity('ore', 'COMMODITY'), ...many(120, (at) => entity(`to-${at}`, 'PLACE'))])
  // Recorded in the order of their days, so that the newest comes last.
  const day = (at) => new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10)
  await commit(many(120, (at) => ({ putDocument: { key: `paper-${at}`, titles: named(`Paper ${at}`), published: day(at) } })))
  await commit([
    claim('early', tie, { ...share('70'), status: 'ACTIVE', validFrom: '2024', evidence: [{ document: 'paper-1' }] }),
    claim('late', tie, { ...share('90'), status: 'ACTIVE', validFrom: '2024', evidence: [{ document: 'paper-2' }] }),
    ...many(60, (at) => claim(`told-${at}`, tie, { status: 'ACTIVE', validFrom: '2024', note: [{ text: `Told ${at}`, language: 'en' }] })),
    claim('wrong', tie, { status: 'ACTIVE', validFrom: '2024', note: [{ text: 'Told in vain', language: 'en' }] }),
  ])
  await commit([{ retract: { claim: 'wrong', reason: 'Misread' } }])
  await commit(many(25, (at) => claim(`seen-${at}`, { observation: { subject: 'north', metric: 'OTHER', number: `${at}` } }, { validFrom: '2024', statement: named(`Seen ${at}`) })))
  await commit([claim('held', { restriction: { from: 'south', to: 'world', commodity: 'ore', instrument: 'LICENSING' } }, { status: 'ACTIVE', validFrom: '2024' })])
  // More than a thousand in all, some of them before the scale begins.
  for (const year of [2005, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023]) {
    await commit(many(100, (at) => claim(`of-${year}-${at}`, { export: { from: 'south', to: `to-${at}`, commodity: 'ore' } }, { status: 'ACTIVE', validFrom: `${year}-03` })))
  }
})

after(() => own?.end())

const evidenceOf = (page) => page.getByRole('region', { name: 'Evidence' })
const section = (page, name) => evidenceOf(page).locator('section', { has: page.getByRole('heading', { name, level: 3 }) })

describe('where there is much', () => {
  test('every claim about a relation is reached, and what decides between two of one mode is told', async () => {
    const { page, done } = await open(`/?pick=relation:${RELATION}`, { of: own.url })
    const claims = section(page, /^Claims/)
    await claims.getByText('40+').waitFor()
    await claims.getByText('goes after this claim, which was published later').waitFor()
    await claims.getByText('goes before this claim: it was published later').waitFor()
    await claims.getByRole('button', { name: 'Show more' }).click()
    await claims.getByRole('heading', { name: 'Claims 62', exact: true }).waitFor()
    for (const at of [0, 59]) await claims.getByText(`Told ${at}`, { exact: true }).waitFor()
    // It was recorded behind the others.
    await section(page, /^Count no longer/).getByText('Told in vain').waitFor()
    await done()
  })

  test('observations that are not shown yet are said to be there', async () => {
    const { page, done } = await open('/?pick=entity:north', { of: own.url })
    const seen = section(page, /^Observations/)
    await seen.getByText('20+').waitFor()
    await seen.getByRole('button', { name: 'Show more' }).click()
    await seen.getByRole('heading', { name: 'Observations 25', exact: true }).waitFor()
    await done()
  })

  test('every relation that a restriction crosses is reached', async () => {
    const { page, done } = await open('/?pick=relation:restriction.south.world.ore..licensing', { of: own.url })
    const crossed = section(page, /^Crosses/)
    await crossed.getByText('40+').waitFor()
    for (const at of [80, 100]) {
      await crossed.getByRole('button', { name: 'Show more' }).click()
      await crossed.getByRole('heading', { name: `Crosses ${at}` }).waitFor()
    }
    await done()
  })

  test('the newest document comes first, and stays there when more are shown', async () => {
    const { page, done } = await open('/?view=documents', { of: own.url })
    const list = page.getByRole('region', { name: 'Documents' })
    await list.getByText('100 documents, there are more').waitFor()
    const titles = () => list.getByRole('listitem').getByRole('button').allInnerTexts()
    const before = await titles()
    assert.deepEqual([before[0], before[99]], ['Paper 119', 'Paper 20'])
    await list.getByRole('button', { name: 'Show more' }).click()
    await list.getByText('120 documents', { exact: true }).waitFor()
    const all = await titles()
    assert.deepEqual(all.slice(0, 100), before)
    assert.equal(all.at(-1), 'Paper 0')
    await done()
  })

  test('the strip of dates counts every claim that it draws, and no others', async () => {
    const { page, done } = await open('/', { of: own.url })
    await page.getByRole('img', { name: 'How many claims begin in which month: 988 claims since 2010' }).waitFor()
    await done()
  })
})
