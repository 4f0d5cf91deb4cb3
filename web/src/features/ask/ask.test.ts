import { expect, test, vi } from 'vitest'

vi.mock('../../address/use_address', () => ({ go: vi.fn() }))
vi.mock('../../design/use_narrow', () => ({ isNarrow: () => false }))

const { asking } = await import('./ask')

const question = { kind: 'suppliers', parts: { of: 'japan' } } as const
const pick = { type: 'entity', key: 'japan' } as const

test('in columns the view beside the answer stays, and what is selected with the question', () => {
  expect(asking({ words: 'who supplies japan' }, false)).toEqual({ words: 'who supplies japan', question: undefined })
  expect(asking({ words: 'japan', question, pick }, false)).toEqual({ words: 'japan', question, pick })
})

test('in a narrow window the answer takes the place of the view and of the evidence over it', () => {
  const asked = asking({ words: 'japan', question, pick }, true)
  expect(asked).toEqual({ words: 'japan', question, tab: undefined, pick: undefined })
  expect('tab' in asked && 'pick' in asked).toBe(true)
})

test('a view that tells the answer better is shown in either', () => {
  for (const narrow of [true, false]) expect(asking({ words: '', question, tab: 'timeline' }, narrow).tab).toBe('timeline')
})
