import { describe, expect, test } from 'vitest'

import type { FigureFragment, NameFragment, RelationKind, Status, TieFragment } from '../../gql/graphql'
import { ofTies } from '../../subgraph/subgraph'
import { arc } from './arc'
import { atlasOf, toBePlaced } from './flows'
import { placeOf, type Lying, type Place } from './places'
import { measuresOf, PLAIN, widths } from './widths'
import { isOnMap, middleOf } from './world'

const entity = (key: string, kind: NameFragment['kind'] = 'PLACE'): NameFragment => ({ key, name: key, kind, subkind: null, aggregate: key === 'world' })
const coded = (key: string, code?: string, scheme = 'ISO 3166-1 numeric'): Lying => ({ ...entity(key), codes: code ? [{ scheme, value: code }] : [] })
const inside = (it: Lying, kind: RelationKind, to: Lying): Lying => ({ ...it, within: { edges: [...(it.within?.edges ?? []), { node: { kind, to } }] } })

const us = coded('us', '840')
const texas = inside(coded('texas', 'US-TX', 'ISO 3166-2'), 'LOCATION', us)

describe('a place', () => {
  test.each<[string, Lying, [string, string, string] | undefined]>([
    ['by its own code', us, ['840', 'us', 'itself']],
    ['by M49, with its leading nought left out', coded('australia', '36', 'M49'), ['036', 'australia', 'itself']],
    ['two steps up', inside(coded('plant'), 'LOCATION', texas), ['840', 'us', 'place']],
    ['where it is rather than what it is part of', inside(inside(coded('mine'), 'MEMBERSHIP', coded('china', '156')), 'LOCATION', us), ['840', 'us', 'place']],
    ['whose it is', { ...coded('miner'), owners: { edges: [{ node: { from: coded('india', '356') } }] } }, ['356', 'india', 'owner']],
    ['of a whole that is no country', coded('world', '001', 'M49'), undefined],
    ['of one that is nowhere', coded('lynas'), undefined],
    ['too small to be drawn', coded('singapore', '702'), ['702', 'singapore', 'itself']],
  ])('%s', (_, it, expected) => {
    const place = placeOf(it, isOnMap)
    expect(place && [place.code, place.country.key, place.by]).toEqual(expected)
  })

  test('is in the middle of the largest part of a country', () => {
    const [longitude = 0, latitude = 0] = middleOf('840') ?? []
    expect(longitude).toBeGreaterThan(-105)
    expect(longitude).toBeLessThan(-90)
    expect(latitude).toBeGreaterThan(35)
    expect(latitude).toBeLessThan(45)
    expect(middleOf('250')?.[1]).toBeGreaterThan(40)
    expect(middleOf('001')).toBeUndefined()
  })
})

const figure = (metric: FigureFragment['metric'], value: string, unit: string, holds = true): FigureFragment => ({
  metric, value, low: null, high: null, approximate: false, unit, basis: null, asPrinted: null, derived: false, holds,
  period: { from: null, to: null, asPrinted: null }, base: null,
})
function tie(from: string, to: string, figures: FigureFragment[] = [], kind: 'EXPORT' | 'RESTRICTION' = 'EXPORT', status: Status = 'ACTIVE'): TieFragment {
  const shared = {
    key: `${kind}.${from}.${to}.${figures.length}`, status, disputed: false, assumed: false, stage: null, from: entity(from), to: entity(to), commodity: null,
    valid: { from: null, to: null, asPrinted: null }, amounts: figures.filter(({ metric }) => metric !== 'SHARE'),
  }
  if (kind === 'RESTRICTION') return { __typename: 'Restriction', kind, instrument: 'BAN', addressee: null, ...shared }
  return { __typename: 'Export', kind, access: 'OPEN', shares: figures.filter(({ metric }) => metric === 'SHARE'), ...shared }
}
const at = (code: string, country = code): Place => ({ code, country: entity(country), by: 'itself' })
const places = new Map([['us', at('840')], ['us-refining', at('840')], ['china', at('156')], ['japan', at('392')]])

describe('the map', () => {
  test('has flows between countries, apart from what stays within one and what has no place', () => {
    const twice = tie('china', 'us', [figure('SHARE', '70', '%')])
    const drawn = atlasOf(ofTies([tie('china', 'us'), twice, tie('us', 'us-refining'), tie('lynas', 'us'), tie('world', 'china')], []), places)
    expect(drawn.flows.map(({ from, to, nth }) => [from.code, to.code, nth])).toEqual([['156', '840', 0], ['156', '840', 1]])
    expect(drawn.within.map(({ to }) => to)).toEqual(['us-refining'])
    expect(drawn.unplaced.map(({ key }) => key)).toEqual(['lynas', 'world'])
    expect(drawn.residents.get('840')?.entities.map(({ key }) => key)).toEqual(['us', 'us-refining'])
  })

  test('hatches restrictions that are in force or may be, not those that are over or denied', () => {
    const subgraph = ofTies([
      tie('china', 'world', [], 'RESTRICTION'),
      tie('japan', 'china', [], 'RESTRICTION', 'REQUESTED'),
      tie('us', 'china', [], 'RESTRICTION', 'ENDED'),
      tie('us', 'japan', [], 'RESTRICTION', 'DENIED'),
    ], [])
    subgraph.restrictions.set('crossing', { ...tie('india', 'japan', [], 'RESTRICTION'), key: 'crossing' })
    const { barriers, flows } = atlasOf(subgraph, places)
    expect(flows).toEqual([])
    expect(barriers.map(({ from, to, inForce }) => [from?.code, to?.code, inForce])).toEqual([
      [undefined, '392', true], ['156', undefined, true], ['392', '156', false],
    ])
    expect(toBePlaced(subgraph)).toEqual(['china', 'india', 'japan', 'us', 'world'])
  })
})

describe('widths', () => {
  const links = [...ofTies([
    tie('china', 'us', [figure('SHARE', '70', '%'), figure('VALUE', '10', 'USD')]),
    tie('japan', 'us', [figure('SHARE', '7', '%'), figure('SHARE', '99', '%'), figure('VALUE', '900', 'CNY'), figure('VALUE', '20', 'USD')]),
    tie('us', 'japan', [figure('SHARE', '80', '%', false)]),
  ], []).links.values()]
  const of = (metric: 'SHARE' | 'VALUE' | undefined) => {
    const { unit, of: width } = widths(links, metric)
    return [unit, ...links.map((link) => width(link))]
  }

  test('follow the first figure that holds, against the largest', () => expect(of('SHARE')).toEqual(['%', 11, 1.5 + 0.95, undefined]))
  test('do not weigh one unit against another', () => expect(of('VALUE')[1]).toBeUndefined())
  test('are even where nothing is chosen', () => {
    expect(of(undefined)).toEqual([undefined, undefined, undefined, undefined])
    expect(PLAIN).toBeGreaterThan(0)
  })
  test('say what the widest stands for', () => expect(widths(links, 'SHARE').widest?.value).toBe('70'))
  test('can be chosen only of what there is', () => expect(measuresOf(links)).toEqual(['SHARE', 'VALUE']))
})

test('there and back are two arcs, and a second one lies further out', () => {
  const [there, back, second] = [arc([0, 0], [100, 0], 0, 2), arc([100, 0], [0, 0], 0, 2), arc([0, 0], [100, 0], 1, 2)]
  expect(there.middle[1]).toBeLessThan(0)
  expect(there.path).not.toBe(back.path)
  expect(second.middle[1]).toBeLessThan(there.middle[1])
})
