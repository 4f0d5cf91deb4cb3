import { describe, expect, test } from 'vitest'

import { EMPTY, printAddress, readAddress, type Address } from './address'
import { isWhole, turned, withPart } from './question'

const whole: Address = {
  words: '谁供应美国精炼?',
  question: { kind: 'suppliers', parts: { of: 'us-refining', commodity: 'rare-earths', maxHops: '3' } },
  tab: 'map',
  pick: { type: 'relation', key: 'restriction.china.world.rare-earths..control' },
  asOf: '2025-06-13',
  publishedBy: '2025-06-01',
  knownAt: '2026-01-01T00:00:00Z',
  changes: [
    { lift: 'restriction.china.world.rare-earths..control' },
    { remove: 'malaysia' },
    { impose: { from: 'india', to: 'japan', instrument: 'BAN' } },
    { add: { kind: 'EXPORT', from: 'greenland', to: 'us', commodity: 'rare-earths', status: 'ACTIVE' } },
    { set: { relation: 'contract.us-dod.lynas', status: 'ENDED' } },
  ],
  options: { rows: 'relations', sort: '-share', find: '稀土 & Co', doc: 's1', at: '[11]' },
}

describe('the address', () => {
  test('gives back all that it was given', () => {
    expect(readAddress(printAddress(whole))).toEqual(whole)
  })

  test('of a document that is selected opens it', () => {
    expect(readAddress('?ask=entity&of=us&view=map&pick=document:s1')).toMatchObject({ tab: 'documents', pick: undefined, options: { doc: 's1' } })
  })

  test('of nothing is nothing', () => {
    expect(printAddress(EMPTY)).toBe('')
    expect(readAddress('')).toMatchObject(EMPTY)
  })

  test('keeps parts only of the question that is asked', () => {
    const question = { kind: 'conflicts', parts: { of: 'china', about: 'us' } } as const
    expect(printAddress({ ...EMPTY, question })).toBe('?ask=conflicts&about=us')
  })

  test.each([
    ['a day that is none', '?on=2025-13-40&print=soon', { asOf: undefined, publishedBy: undefined }],
    ['a view that is none', '?view=hologram', { tab: undefined }],
    ['a question that is none', '?ask=toString&of=x', { question: undefined }],
    ['a thing of no known type', '?pick=planet:mars', { pick: undefined }],
    ['a thing without a key', '?pick=entity:', { pick: undefined }],
    ['changes that are none', '?if=lift&if=impose:india&if=explode:x&if=remove:x', { changes: [{ remove: 'x' }] }],
  ])('passes over %s', (_, search, expected) => {
    expect(readAddress(search)).toMatchObject(expected)
  })
})

describe('a question', () => {
  test('is whole when it has what it needs', () => {
    const half = { kind: 'paths', parts: { from: 'lynas' } } as const
    expect(isWhole(half)).toBe(false)
    expect(isWhole(withPart(half, 'to', 'us'))).toBe(true)
  })

  test('is turned into another about the same', () => {
    const suppliers = { kind: 'suppliers', parts: { of: 'us', commodity: 'rare-earths', maxHops: '3' } } as const
    expect(turned(suppliers, 'customers').parts).toEqual(suppliers.parts)
    expect(turned(suppliers, 'conflicts').parts).toEqual({ about: 'us' })
    expect(turned(suppliers, 'paths').parts).toEqual({ to: 'us', commodity: 'rare-earths', maxHops: '3' })
    expect(turned(suppliers, 'exposure').parts).toEqual({ of: 'us', commodity: 'rare-earths' })
    expect(turned({ kind: 'paths', parts: { from: 'lynas', to: 'us' } }, 'suppliers').parts).toEqual({ of: 'us' })
    expect(turned(suppliers, 'groups').parts).toEqual({ grouping: 'KIND', of: 'us', commodity: 'rare-earths' })
    expect(turned({ kind: 'paths', parts: { from: 'lynas', to: 'us' } }, 'whyNot').parts).toEqual({ from: 'lynas', to: 'us' })
  })

  test('loses a part that is emptied', () => {
    expect(withPart({ kind: 'suppliers', parts: { of: 'us', commodity: 'x' } }, 'commodity', '').parts).toEqual({ of: 'us' })
  })
})
