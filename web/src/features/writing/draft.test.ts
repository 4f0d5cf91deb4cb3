import { expect, test } from 'vitest'

import { BLANK, BLANK_MEASURE, toClaim, toSupposed, type Draft } from './draft'
import { readFigure } from './figure_text'
import { inOrder, isPartialDate } from './partial_date'
import { problemsOf } from './problems'

const draft = (change: Partial<Draft>): Draft => ({ ...BLANK, from: 'china', to: 'us', document: 'notice', ...change })
const kinds = { china: 'PLACE', us: 'PLACE', ore: 'COMMODITY', plant: 'FACILITY' } as const
const problems = (change: Partial<Draft>) => problemsOf(draft(change), (key) => kinds[key as keyof typeof kinds])

test.each(['2025', '2025-06', '2025-06-13', '2024-02-29'])('%s is a date', (text) => expect(isPartialDate(text)).toBe(true))
test.each(['25', '2025-13', '2025-6', '2025-02-29', '2025-06-31', '2025-06-13T10', ''])('`%s` is none', (text) => expect(isPartialDate(text)).toBe(false))

test('a month and a year are in order where they may be', () => {
  expect(inOrder('2025-06', '2025')).toBe(true)
  expect(inOrder('2025-06', '2025-05-31')).toBe(false)
})

test.each([
  ['70', { value: '70' }],
  ['10,501.5', { value: '10501.5' }],
  ['~ 120', { value: '120', approximate: true }],
  ['65–70', { low: '65', high: '70' }],
  ['-5..-2', { low: '-5', high: '-2' }],
  ['>= 90', { low: '90' }],
  ['≤10', { high: '10' }],
])('%s is read as a figure', (text, figure) => expect(readFigure(text)).toEqual(figure))
test.each(['', 'many', '70 %', '70-65', '1,5'])('`%s` is no figure', (text) => expect(readFigure(text)).toBeUndefined())

test('what fits has no problems', () => expect(problems({})).toEqual({}))

test('ends are held to what the kind allows', () => {
  expect(problems({ kind: 'OPERATION' })).toEqual({ to: 'kind' })
  expect(problems({ kind: 'OPERATION', to: 'plant' })).toEqual({})
  expect(problems({ kind: 'PRODUCTION', to: 'ore' })).toEqual({})
  expect(problems({ to: 'ore' })).toEqual({ to: 'kind' })
  expect(problems({ to: undefined })).toEqual({ to: 'missing' })
  expect(problems({ to: 'china' })).toEqual({})
  expect(problems({ kind: 'OWNERSHIP', to: 'china' })).toEqual({ to: 'itself' })
})

test('dates, figures and what is left out are told by their fields', () => {
  const measures = [{ ...BLANK_MEASURE, figure: '70-65', unit: ' ', periodFrom: '2025', periodTo: '2024' }]
  expect(problems({ validFrom: '2025-6', measures, document: undefined })).toEqual({
    validFrom: 'date', document: 'missing', 'measures.0.figure': 'figure', 'measures.0.unit': 'unit', 'measures.0.periodTo': 'order',
  })
  expect(problems({ status: undefined })).toEqual({ status: 'nothing' })
})

test('a claim holds what was given and nothing else', () => {
  const measures = [{ ...BLANK_MEASURE, metric: 'SHARE' as const, figure: '~70', unit: '%', periodFrom: '2024' }]
  expect(toClaim(draft({ commodity: 'ore', validFrom: ' 2025-06 ', measures, locator: '[11]' }))).toEqual({
    about: { export: { from: 'china', to: 'us', commodity: 'ore' } },
    mode: 'REPORTED', status: 'ACTIVE', validFrom: '2025-06',
    measures: [{ metric: 'SHARE', value: '70', approximate: true, unit: '%', periodFrom: '2024' }],
    evidence: [{ document: 'notice', locator: '[11]' }],
  })
})

test('what a kind has of its own goes with it, and with no other', () => {
  const own = { words: 'magnets', signed: '2022-06', instrument: 'BAN' as const, aboutSupply: false }
  expect(toClaim(draft({ kind: 'CONTRACT', ...own })).about).toEqual({ contract: { from: 'china', to: 'us', purpose: 'magnets', signed: '2022-06' } })
  expect(toClaim(draft({ kind: 'NEGOTIATION', ...own })).about).toEqual({ negotiation: { from: 'china', to: 'us', topic: 'magnets', potentialSupply: false } })
  expect(toClaim(draft({ kind: 'RESTRICTION', ...own })).about).toEqual({ restriction: { from: 'china', to: 'us', instrument: 'BAN' } })
  expect(toClaim(draft({ kind: 'PRODUCTION', to: 'ore', commodity: 'ore', ...own })).about).toEqual({ production: { from: 'china', to: 'ore' } })
})

test('a scenario supposes the state that it tells; an opinion sets none', () => {
  expect(toSupposed(draft({ commodity: 'ore', status: 'AGREED' }))).toEqual({ add: { kind: 'EXPORT', from: 'china', to: 'us', commodity: 'ore', status: 'AGREED' } })
  expect(toSupposed(draft({ kind: 'RESTRICTION', instrument: 'BAN' }))).toEqual({ impose: { from: 'china', to: 'us', instrument: 'BAN', status: 'ACTIVE' } })
  expect(toSupposed(draft({ mode: 'OPINION' }))).toBeUndefined()
})
