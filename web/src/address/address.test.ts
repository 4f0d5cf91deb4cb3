import { describe, expect, test } from 'vitest'

import { changed, EMPTY, printAddress, readAddress, type Address } from './address'
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

describe('another question', () => {
  const before: Address = { ...EMPTY, question: { kind: 'suppliers', parts: { of: 'us' } }, options: { line: 'china', only: 'KIND:EXPORT', doc: 's1', at: '[11]', sort: 'share' } }
  const other = { kind: 'suppliers', parts: { of: 'japan' } } as const

  test('leaves behind of what the timeline was, and the group that was looked at', () => {
    expect(changed(before, { question: other }).options).toEqual({ doc: 's1', at: '[11]', sort: 'share' })
    expect(changed(before, { question: undefined, words: 'who supplies Japan' }).options.line).toBeUndefined()
  })

  test('leaves behind a document where documents are the answer, before or after', () => {
    const documents = { kind: 'documents', parts: { about: 'us' } } as const
    expect(changed(before, { question: documents }).options).toEqual({ sort: 'share' })
    expect(changed({ ...before, question: documents }, { question: other }).options).toEqual({ sort: 'share' })
  })

  test('is none while the same is asked, and takes options that come with it', () => {
    expect(changed(before, { asOf: '2025-06-13', question: { kind: 'suppliers', parts: { of: 'us' } } }).options).toBe(before.options)
    expect(changed(before, { question: other, options: { line: 'us' } }).options).toEqual({ line: 'us' })
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
