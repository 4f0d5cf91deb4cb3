import { buildSchema, isEnumType } from 'graphql'
import { expect, test } from 'vitest'

import schema from '../../../schema.graphql?raw'
import { GROUPINGS, INSTRUMENTS, KINDS, kindsOf, STAGES } from './words'

test('words are chosen in the order of the contract, each of them', () => {
  const contract = buildSchema(schema)
  const words = (name: string) => {
    const type = contract.getType(name)
    return isEnumType(type) ? type.getValues().map(({ value }) => value as string) : []
  }
  expect({ RelationKind: KINDS, Stage: STAGES, Instrument: INSTRUMENTS, RelationGrouping: GROUPINGS }).toEqual(
    Object.fromEntries(['RelationKind', 'Stage', 'Instrument', 'RelationGrouping'].map((name) => [name, words(name)])),
  )
})

test('a legend names what is there, in that order, each once', () => {
  expect(kindsOf([{ kind: 'SUPPORT' }, { kind: 'EXPORT' }, { kind: 'SUPPORT' }])).toEqual(['EXPORT', 'SUPPORT'])
})
