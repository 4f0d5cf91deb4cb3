import { expect, test } from 'vitest'

import { addressOf } from './reading'

test('parts are those of the question, and dates are those of the view', () => {
  const parts = [
    { role: 'OF', value: 'us-refining' },
    { role: 'COMMODITY', value: 'rare-earths' },
    { role: 'AS_OF', value: '2022-01-01' },
    { role: 'KNOWN_AT', value: '2026-01-01' },
  ]
  expect(addressOf({ asks: 'SUPPLIERS', parts }, {})).toEqual({
    question: { kind: 'suppliers', parts: { of: 'us-refining', commodity: 'rare-earths' } },
    asOf: '2022-01-01',
    knownAt: '2026-01-01T23:59:59Z',
  })
})

test('whom it is told of is whom the page asks about', () => {
  expect(addressOf({ asks: 'ENTITY', parts: [{ role: 'ABOUT', value: 'lynas' }] }, {})?.question?.parts).toEqual({ of: 'lynas' })
})

test('what is supposed is the scenario', () => {
  const change = { impose: { from: 'china', to: 'us', instrument: 'BAN' } }
  const found = addressOf({ asks: 'WHAT_IF', parts: [{ role: 'OF', value: 'us-refining' }] }, { changes: [change] })
  expect(found).toEqual({ question: { kind: 'suppliers', parts: { of: 'us-refining' } }, changes: [change] })
})

test('what is supposed of nobody in particular is seen at whom it befalls', () => {
  const parts = [{ role: 'IF_FROM', value: 'china' }, { role: 'IF_TO', value: 'us' }]
  expect(addressOf({ asks: 'WHAT_IF', parts }, {})?.question).toEqual({ kind: 'entity', parts: { of: 'us' } })
})

test('by what relations are counted is a part', () => {
  const parts = [{ role: 'OF', value: 'us' }, { role: 'GROUPING', value: 'STATUS' }]
  expect(addressOf({ asks: 'GROUPS', parts }, {})?.question).toEqual({ kind: 'groups', parts: { of: 'us', grouping: 'STATUS' } })
})

test('a kind of question that is not shown is none', () => {
  expect(addressOf({ asks: 'SOMETHING_NEW', parts: [] }, {})).toBeUndefined()
})
