import { expect, test } from 'vitest'

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
