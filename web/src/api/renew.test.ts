import { expect, test } from 'vitest'
import { makeOperation, type Operation } from 'urql'

import { passing, renew } from './renew'

const operation = (key: number, kind: Operation['kind'] = 'query') =>
  makeOperation(kind, { key, query: '{ service { seq } }', variables: {} } as never, { url: '', requestPolicy: 'cache-first' } as never)
const policy = (passed: Operation) => passed.context.requestPolicy

test('what is shown is asked again, what was left when it is asked next, and each once', () => {
  expect(policy(passing(operation(1)))).toBe('cache-first')
  expect(policy(passing(operation(2)))).toBe('cache-first')
  passing(operation(2, 'teardown'))

  const again: number[] = []
  renew({ reexecuteOperation: ({ key }) => void again.push(key) })
  expect(again).toEqual([1])
  expect(policy(passing(operation(1)))).toBe('network-only')
  expect(policy(passing(operation(1)))).toBe('cache-first')
  expect(policy(passing(operation(2)))).toBe('network-only')
})
