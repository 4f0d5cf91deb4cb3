import { expect, test, vi } from 'vitest'

// What is read outside of what is drawn.
vi.mock('react', () => ({ useSyncExternalStore: (_: unknown, read: () => unknown) => read() }))

const { begin, putAside, putAway, putBack, useAsides, useBegun } = await import('./desk')

test('what was put aside and could not be shown lies there again, and what was finished does not', () => {
  const aside = { task: { version: 'japan' }, title: 'Japan' }
  putAside(aside)
  begin(aside.task)
  expect(useAsides()).toEqual([])
  putBack()
  expect(useAsides()).toEqual([aside])
  expect(useBegun()).toBeUndefined()
  begin(aside.task)
  putAway()
  putBack()
  begin('session')
  putBack()
  expect(useAsides()).toEqual([])
})
