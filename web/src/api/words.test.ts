import { buildSchema, isEnumType } from 'graphql'
import { expect, test } from 'vitest'

import schema from '../../../schema.graphql?raw'
import { ACCESSES, ENTITY_KINDS, GROUPINGS, INSTRUMENTS, KINDS, kindsOf, METRICS, MODES, STAGES, STANDINGS, STATUSES } from './words'

test('words are chosen in the order of the contract, each of them', () => {
  const contract = buildSchema(schema)
  const words = (name: string) => {
    const type = contract.getType(name)
    return isEnumType(type) ? type.getValues().map(({ value }) => value as string) : []
  }
  const listed = { RelationKind: KINDS, Stage: STAGES, Instrument: INSTRUMENTS, RelationGrouping: GROUPINGS, EntityKind: ENTITY_KINDS, Metric: METRICS, ClaimMode: MODES, Access: ACCESSES, Standing: STANDINGS }
  expect(listed).toEqual(Object.fromEntries(Object.keys(listed).map((name) => [name, words(name)])))
  expect([...STATUSES].sort()).toEqual(words('Status').sort())
})

test('a legend names what is there, in that order, each once', () => {
  expect(kindsOf([{ kind: 'SUPPORT' }, { kind: 'EXPORT' }, { kind: 'SUPPORT' }])).toEqual(['EXPORT', 'SUPPORT'])
})
