import { expect, test } from 'vitest'

import { BLANK, blankMeasure, toClaim, toSupposed, type Draft } from './claim'
import { correcting } from './from_answers'
import { printFigure, readFigure } from './figure_text'
import { inOrder, isInstant, isPartialDate } from './partial_date'
import { claimProblems, early } from './problems'

const draft = (change: Partial<Draft>): Draft => ({ ...BLANK, from: 'china', to: 'us', evidence: [{ document: 'notice', locator: '', quote: '' }], ...change })
const kinds = { china: 'PLACE', us: 'PLACE', ore: 'COMMODITY', plant: 'FACILITY' } as const
const problems = (change: Partial<Draft>) => claimProblems(draft(change), (key) => kinds[key as keyof typeof kinds])

test.each(['2025', '2025-06', '2025-06-13', '2024-02-29'])('%s is a date', (text) => expect(isPartialDate(text)).toBe(true))
test.each(['25', '2025-13', '2025-6', '2025-02-29', '2025-06-31', '2025-06-13T10', ''])('`%s` is none', (text) => expect(isPartialDate(text)).toBe(false))

test('an instant has its offset', () => {
  expect(['2025-06-13T10:33:00Z', '2025-06-13T10:33:00.5+08:00'].map(isInstant)).toEqual([true, true])
  expect(['2025-06-13', '2025-06-13T10:33:00', '2025-02-30T10:33:00Z', '2025-06-13T25:00:00Z'].map(isInstant)).toEqual([false, false, false, false])
})

test('a month and a year are in order where they may be', () => {
  expect(inOrder('2025-06', '2025')).toBe(true)
  expect(inOrder('2025-06', '2025-05-31')).toBe(false)
})

test.each([
  ['70', { value: '70' }],
  ['10,501.5', { value: '10501.5' }],
  ['~ 120', { value: '120', approximate: true }],
  ['65–70', { low: '65', high: '70' }],
  ['~65-70', { low: '65', high: '70', approximate: true }],
  ['-5..-2', { low: '-5', high: '-2' }],
  ['70 (65-75)', { value: '70', low: '65', high: '75' }],
  ['>= 90', { low: '90' }],
  ['≤10', { high: '10' }],
])('%s is read as a figure', (text, figure) => expect(readFigure(text)).toEqual(figure))
test.each(['', 'many', '70 %', '70-65', '1,5', '80 (65-75)', '~'])('`%s` is no figure', (text) => expect(readFigure(text)).toBeUndefined())

test.each(['70', '~120', '65-70', '~65-70', '-5--2', '70 (65-75)', '>= 90', '<= 10', '~>= 90'])('%s is printed as it is read', (text) => {
  const { value = null, low = null, high = null, approximate = false } = readFigure(text) ?? {}
  expect(printFigure({ value, low, high, approximate })).toBe(text)
})

test('what fits has no problems', () => expect(problems({})).toEqual({}))

test('ends are held to what the kind allows', () => {
  expect(problems({ kind: 'OPERATION' })).toEqual({ to: 'kind' })
  expect(problems({ kind: 'OPERATION', to: 'plant' })).toEqual({})
  expect(problems({ kind: 'PRODUCTION', to: 'ore' })).toEqual({})
  expect(problems({ to: 'ore' })).toEqual({ to: 'kind' })
  expect(problems({ to: undefined })).toEqual({ to: 'missing' })
  expect(problems({ to: 'china' })).toEqual({})
  expect(problems({ kind: 'OWNERSHIP', to: 'china' })).toEqual({ to: 'itself' })
  expect(problems({ commodity: 'us' })).toEqual({ commodity: 'commodity' })
})

test('dates, figures and what is left out are told by their fields', () => {
  const measures = [{ ...blankMeasure('PRICE_CHANGE'), figure: '70-65', unit: ' ', periodFrom: '2025', periodTo: '2024', baseTo: '2020' }]
  expect(problems({ validFrom: '2025-6', measures, evidence: [{ locator: '', quote: '' }] })).toEqual({
    validFrom: 'date', 'evidence.0.document': 'missing', 'measures.0.figure': 'figure', 'measures.0.unit': 'unit', 'measures.0.periodTo': 'order', 'measures.0.baseFrom': 'begins',
  })
  expect(problems({ status: undefined })).toEqual({ status: 'nothing' })
  expect(problems({ note: [{ text: 'so', language: 'English language' }], key: 'A b' })).toEqual({ 'note.0.language': 'language', key: 'key' })
})

test('what is missing is told when one wants to go on, what is wrong at once', () => {
  expect(early(problems({ to: undefined, status: undefined, validFrom: '2025-6' }))).toEqual({ validFrom: 'date' })
})

test('an observation is of one alone, and says something', () => {
  const seen: Partial<Draft> = { kind: 'OBSERVATION', from: 'ore', to: undefined, metric: 'PRICE' }
  expect(problems(seen)).toEqual({ metric: 'nothing' })
  const text = [{ text: 'tripled', language: 'en' }]
  expect(problems({ ...seen, text })).toEqual({})
  expect(toClaim(draft({ ...seen, text, regarding: 'restriction.china.world' }))).toEqual({
    about: { observation: { subject: 'ore', metric: 'PRICE', regarding: 'restriction.china.world', text } },
    mode: 'REPORTED',
    evidence: [{ document: 'notice' }],
  })
  expect(toSupposed(draft(seen))).toBeUndefined()
})

test('a claim holds what was given and nothing else', () => {
  const measures = [{ ...blankMeasure('SHARE'), figure: '~70', periodFrom: '2024', baseFrom: '2020' }]
  const note = [{ text: ' so it is ', language: 'en' }, { text: ' ', language: 'zh' }]
  expect(toClaim(draft({ commodity: 'ore', validFrom: ' 2025-06 ', measures, note, evidence: [{ document: 'notice', locator: ' [11] ', quote: '' }] }))).toEqual({
    about: { export: { from: 'china', to: 'us', commodity: 'ore' } },
    mode: 'REPORTED', status: 'ACTIVE', validFrom: '2025-06',
    measures: [{ metric: 'SHARE', value: '70', approximate: true, unit: '%', periodFrom: '2024' }],
    evidence: [{ document: 'notice', locator: '[11]' }],
    note: [{ text: 'so it is', language: 'en' }],
  })
})

test('whose word it is goes with an attributed claim alone', () => {
  expect(toClaim(draft({ mode: 'ATTRIBUTED', saidBy: ['plant'] })).saidBy).toEqual(['plant'])
  expect(toClaim(draft({ mode: 'REPORTED', saidBy: ['plant'] })).saidBy).toBeUndefined()
})

test('what a kind has of its own goes with it, and with no other', () => {
  const own = { words: 'magnets', signed: '2022-06', facility: 'plant', instrument: 'BAN' as const, aboutSupply: false }
  expect(toClaim(draft({ kind: 'CONTRACT', ...own })).about).toEqual({ contract: { from: 'china', to: 'us', purpose: 'magnets', facility: 'plant', signed: '2022-06' } })
  expect(toClaim(draft({ kind: 'NEGOTIATION', ...own })).about).toEqual({ negotiation: { from: 'china', to: 'us', topic: 'magnets', potentialSupply: false } })
  expect(toClaim(draft({ kind: 'RESTRICTION', ...own })).about).toEqual({ restriction: { from: 'china', to: 'us', instrument: 'BAN' } })
  expect(toClaim(draft({ kind: 'PRODUCTION', to: 'ore', commodity: 'ore', ...own })).about).toEqual({ production: { from: 'china', to: 'ore' } })
})

test('a scenario supposes the state that it tells; an opinion sets none', () => {
  expect(toSupposed(draft({ commodity: 'ore', status: 'AGREED' }))).toEqual({ add: { kind: 'EXPORT', from: 'china', to: 'us', commodity: 'ore', status: 'AGREED' } })
  expect(toSupposed(draft({ kind: 'RESTRICTION', instrument: 'BAN' }))).toEqual({ impose: { from: 'china', to: 'us', instrument: 'BAN', status: 'ACTIVE' } })
  expect(toSupposed(draft({ mode: 'OPINION' }))).toBeUndefined()
})

test('a correction begins as the claim that it takes the place of, and names it', () => {
  const name = (key: string) => ({ key, kind: 'PLACE' as const, subkind: null, aggregate: false, name: key })
  const measure = { metric: 'VALUE' as const, value: '120', low: null, high: null, approximate: true, unit: 'USD', basis: null, asPrinted: null, period: { from: '2022', to: '2022', asPrinted: null }, base: null }
  const begun = correcting({
    __typename: 'Claim', key: 'claim.1', statement: 'A contract', statements: [], notes: [], texts: [], mode: 'ATTRIBUTED', status: 'AGREED', valid: { from: '2022-06', to: null, asPrinted: null }, measures: [measure], saidBy: [name('pentagon')],
    evidence: [{ locator: '[3]', quote: null, document: { key: 'notice' } }],
    about: { __typename: 'Contract', kind: 'CONTRACT', from: name('us'), to: name('lynas'), commodity: null, stage: 'REFINING', number: null, purpose: 'a plant', facility: null, signed: '2022-06' },
  })
  const claim = {
    about: { contract: { from: 'us', to: 'lynas', stage: 'REFINING', purpose: 'a plant', signed: '2022-06' } },
    mode: 'ATTRIBUTED', status: 'AGREED', validFrom: '2022-06', saidBy: ['pentagon'],
    measures: [{ metric: 'VALUE', value: '120', approximate: true, unit: 'USD', periodFrom: '2022' }],
    evidence: [{ document: 'notice', locator: '[3]' }],
  }
  expect(toClaim(begun)).toEqual({ ...claim, supersedes: 'claim.1' })
  expect(toClaim({ ...begun, earlier: { claim: 'claim.1', statement: '', how: 'amends' } })).toEqual({ ...claim, amends: 'claim.1' })
})

test('a correction carries every word of the claim, in every language, and what tells an observation apart', () => {
  const words = (first: string) => [{ text: first, language: 'ja' }, { text: 'words', language: 'de' }]
  const begun = correcting({
    __typename: 'Claim', key: 'claim.2', statement: 'made', statements: words('statement'), notes: words('note'), texts: words('text'), mode: 'REPORTED', status: null,
    valid: { from: null, to: null, asPrinted: null }, measures: [], saidBy: [], evidence: [{ locator: null, quote: null, document: { key: 'notice' } }],
    about: { __typename: 'Observation', subject: { key: 'ore', kind: 'COMMODITY', subkind: null, aggregate: false, name: 'ore' }, metric: 'PRICE', commodity: null, stage: null, regarding: null, number: '2nd' },
  })
  expect(toClaim(begun)).toEqual({
    about: { observation: { subject: 'ore', metric: 'PRICE', number: '2nd', text: words('text') } },
    mode: 'REPORTED', evidence: [{ document: 'notice' }], statement: words('statement'), note: words('note'), supersedes: 'claim.2',
  })
})
