import { expect, test } from 'vitest'

import type { FigureFragment } from '../../gql/graphql'
import { compare } from './compare'

const supplier = (key: string, access: 'OPEN' | 'BLOCKED' = 'OPEN') =>
  ({ entity: { key, name: key, kind: 'PLACE', subkind: null, aggregate: false }, standing: 'OPERATING', access, direct: true }) as const

test('what is the same in both is not told', () => {
  expect(compare([supplier('a')], [supplier('a')])).toEqual({ gone: [], come: [], changed: [] })
})

test('who is gone, who came and who changed are told in the order of the answers', () => {
  const before = [supplier('a'), supplier('b'), supplier('c')]
  const after = [supplier('d'), supplier('c', 'BLOCKED'), supplier('b')]
  const { gone, come, changed } = compare(before, after)
  expect(gone.map(({ entity }) => entity.key)).toEqual(['a'])
  expect(come.map(({ entity }) => entity.key)).toEqual(['d'])
  expect(changed).toEqual([{ before: supplier('c'), after: supplier('c', 'BLOCKED') }])
})

test('another share is a change, and a share that nobody states is none', () => {
  const stated = (asPrinted: string) => ({ ...supplier('a'), share: { asPrinted } as FigureFragment })
  expect(compare([stated('70%')], [stated('60%')]).changed).toHaveLength(1)
  expect(compare([stated('70%')], [stated('70%')]).changed).toHaveLength(0)
  expect(compare([{ ...supplier('a'), share: null }], [supplier('a')]).changed).toHaveLength(0)
})
