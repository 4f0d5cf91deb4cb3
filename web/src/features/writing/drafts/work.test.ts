import { expect, test } from 'vitest'

import { BLANK } from './claim'
import { blankDocument, documentKey, toDocument } from './document'
import { blankEntity, entityKey, toEntity } from './entity'
import { versionOf } from './from_answers'
import { keyOf } from './key_text'
import { documentProblems, entityProblems } from './problems'
import { fieldOf } from './refused'
import { begunOnTheWay, changed, changesOf, entitiesOf, finished, keyOfThing, left, open, reopened, work, type Thing } from './work'

const name = (text: string, language = 'en') => ({ text, language, role: 'official' as const })
const claim = work({ what: 'claim', draft: { ...BLANK, from: 'china', evidence: [{ document: 'notice', locator: '', quote: '' }] } })
const mine: Thing = { what: 'entity', draft: { ...blankEntity('en'), kind: 'FACILITY', names: [name('The Mine'), name('矿', 'zh')], commodities: ['ore'] } }

test.each([
  ['MP Materials Corp.', 'mp-materials-corp'],
  ['Société Générale', 'societe-generale'],
  ['稀土', ''],
  [`${'long '.repeat(30)}`, 'long-long-long-long-long-long-long-long-long-long-long-long'],
])('a key is made of %s', (text, key) => expect(keyOf(text)).toBe(key))

test('a key is made of the first name or title that gives one', () => {
  expect(entityKey({ ...blankEntity('en'), names: [name('矿', 'zh'), name('The Mine')] })).toBe('the-mine')
  expect(entityKey({ ...blankEntity('en'), key: ' own ', names: [name('The Mine')] })).toBe('own')
  expect(documentKey({ ...blankDocument('en'), titles: [{ text: 'A Notice', language: 'en' }], published: '2025-06' })).toBe('a-notice-2025-06')
})

test('what is made on the way goes before what names it, and with it alone', () => {
  const opened = begunOnTheWay(claim, mine, () => undefined)
  expect(open(opened)).toBe(mine)
  expect(open(left(opened))).toBe(claim.begun)
  const back = finished(opened)
  expect(changesOf(back)).toHaveLength(1)
  const named = changed(back, { to: 'the-mine' })
  const put = { key: 'the-mine', kind: 'FACILITY', names: [name('The Mine'), name('矿', 'zh')], commodities: ['ore'] }
  expect(changesOf(named)).toEqual([{ putEntity: put }, { assert: expect.objectContaining({ about: { export: { from: 'china', to: 'the-mine' } } }) }])
  // Of what it names in turn as well.
  const ore: Thing = { what: 'entity', draft: { ...blankEntity('en'), key: 'ore', kind: 'COMMODITY', names: [name('Ore')] } }
  const deeper = finished(begunOnTheWay(named, ore, () => undefined))
  expect(changesOf(deeper).map((change) => ('putEntity' in change ? change.putEntity?.key : 'claim'))).toEqual(['the-mine', 'ore', 'claim'])
})

test('under another key it is named by that', () => {
  const named = changed(finished(begunOnTheWay(claim, mine, () => undefined)), { to: 'the-mine' })
  const again = reopened(named, named.made.get('the-mine') as Thing)
  const after = finished(changed(again, { key: 'mine' }))
  expect([...after.made.keys()]).toEqual(['mine'])
  expect(after.begun.what === 'claim' && after.begun.draft.to).toBe('mine')
  expect(keyOfThing(after.made.get('mine') as Thing)).toBe('mine')
})

test('what others write of an entity is about its newer version, and not about one that is made', () => {
  const draft = { ...mine.draft, key: 'the-mine' } as Extract<Thing, { what: 'entity' }>['draft']
  expect(entitiesOf({ what: 'entity', draft: { ...draft, version: true } })).toEqual(['the-mine', 'ore'])
  expect(entitiesOf({ what: 'entity', draft })).toEqual(['ore'])
})

test('an entity has only what its kind has', () => {
  const draft = { ...blankEntity('en'), names: [name(' A ')], stage: 'MINING' as const, commodities: ['ore'], broader: 'ores', codes: [{ scheme: 'LEI', value: ' 1 ' }] }
  expect(toEntity({ ...draft, kind: 'PLACE' })).toEqual({ key: 'a', kind: 'PLACE', names: [name('A')], codes: [{ scheme: 'LEI', value: '1' }] })
  expect(toEntity({ ...draft, kind: 'INDUSTRY' })).toMatchObject({ stage: 'MINING', commodities: ['ore'] })
  expect(toEntity({ ...draft, kind: 'COMMODITY', aggregate: true })).toMatchObject({ broader: 'ores', aggregate: true })
})

test('a newer version begins with all that the entity has', () => {
  const node = {
    __typename: 'Entity' as const, key: 'us-refining', kind: 'INDUSTRY' as const, subkind: null, aggregate: false, name: 'US refining',
    names: [name('US refining'), { text: '美国精炼', language: 'zh', role: 'short' }], descriptions: [{ text: 'Those who refine', language: 'en' }, { text: 'Wer raffiniert', language: 'de' }], codes: [], broader: null, stage: 'REFINING' as const,
    commodities: [{ key: 'rare-earths', kind: 'COMMODITY' as const, subkind: null, aggregate: false, name: 'rare earths' }],
  }
  expect(toEntity(versionOf(node))).toEqual({
    key: 'us-refining', kind: 'INDUSTRY', names: node.names, description: node.descriptions, stage: 'REFINING', commodities: ['rare-earths'],
  })
})

test('what is begun is in the language of the page, or that of the words', () => {
  expect(blankEntity('zh').names).toEqual([{ text: '', language: 'zh', role: 'official' }])
  expect(blankDocument('en', '公告').titles).toEqual([{ text: '公告', language: 'zh' }])
})

const free = () => false

test('what an entity or a document lacks is told by its fields', () => {
  const kindOf = () => 'PLACE' as const
  expect(entityProblems(blankEntity('en'), kindOf, free)).toEqual({ 'names.0.text': 'missing', key: 'missing' })
  const draft = { ...blankEntity('en'), kind: 'COMMODITY' as const, names: [name('Ore', '?')], codes: [{ scheme: '', value: '1' }], broader: 'china' }
  expect(entityProblems(draft, kindOf, () => true)).toEqual({ 'names.0.language': 'language', key: 'taken', 'codes.0.scheme': 'missing', broader: 'commodity' })
  expect(entityProblems({ ...draft, version: true, broader: undefined, codes: [], names: [name('Ore')] }, kindOf, () => true)).toEqual({})
  const paper = { ...blankDocument('en'), key: 'A', titles: [{ text: 'T', language: 'en' }], published: 'May', publishedAt: '2025', url: 'x', language: '!', passages: [{ heading: '', locator: '[1]', text: '' }] }
  expect(documentProblems(paper, free)).toEqual({ key: 'key', published: 'date', publishedAt: 'instant', url: 'url', language: 'language', 'passages.0.text': 'missing' })
})

test('a document holds what was given', () => {
  const draft = { ...blankDocument('en'), titles: [{ text: 'T', language: 'en' }], publisher: 'usgs', published: '2025', url: ' https://a.b ', passages: [{ heading: '', locator: '[1]', text: 'Words.' }] }
  expect(toDocument(draft)).toEqual({ key: 't-2025', titles: draft.titles, publisher: 'usgs', published: '2025', url: 'https://a.b', passages: [{ locator: '[1]', text: 'Words.' }] })
})

test('what the server refuses is told at the field that it means', () => {
  const draft = { ...BLANK, evidence: [{ document: 'a', locator: '', quote: '' }, { document: 'b', locator: '', quote: '' }], saidBy: ['x'], measures: [] }
  const of = (place: string, message = '') => fieldOf(place, message, { what: 'claim', draft })
  expect(of('about.export.from')).toBe('from')
  expect(of('about.observation.subject')).toBe('from')
  expect(of('about.contract.purpose')).toBe('words')
  expect(of('about.ownership')).toBe('to')
  expect(of('evidence.document', 'there is no document `b`')).toBe('evidence.1.document')
  expect(of('evidence')).toBe('evidence.0.document')
  expect(of('saidBy')).toBe('saidBy')
  expect(of('supersedes')).toBe('earlier')
  expect(of('key')).toBe('key')
  expect(of('measures.periodTo')).toBe('measures.0.periodTo')
  expect(of('')).toBeUndefined()
  expect(fieldOf('titles', '', { what: 'document', draft: blankDocument('en') })).toBe('titles.0.text')
  expect(fieldOf('commodities', '', mine)).toBe('commodities')
})
