import { expect, test } from 'vitest'

import { countOf, joined, type Came } from './came'

const claim = (key: string, seq: string, retracted?: string) => ({ key, seq, statement: key, retraction: retracted ? { seq: retracted } : null })
const came = (seq: string, claims: Came['claims'] = []): Came => ({ seq, entities: [], documents: [], claims })

test('what a transaction ended is not counted as made by it', () => {
  expect(countOf([came('5', [claim('a', '5'), claim('b', '2', '5')]), came('6', [claim('c', '6')])])).toEqual({ claims: 2, retracted: 1, documents: 0, entities: 0 })
})

test('an event that comes twice is counted once', () => {
  const once = joined([], came('5'), 4n)
  expect(joined(once, came('5'), 4n)).toEqual(once)
  expect(joined(once, came('10'), 4n).map(({ seq }) => seq)).toEqual(['5', '10'])
})

test('what is on screen already is not told', () => {
  expect(joined([], came('4'), 4n)).toEqual([])
})
