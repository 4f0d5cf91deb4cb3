import { describe, expect, test } from 'vitest'

import type { NameFragment, TieFragment } from '../../gql/graphql'
import { bounded, ofTies, without, type Subgraph } from '../../subgraph/subgraph'
import { forces } from './forces'
import { layers, type Place, type Room } from './layers'
import { apart, placed, staying } from './use_places'

const entity = (key: string): NameFragment => ({ key, name: key, kind: 'PLACE', subkind: null, aggregate: false })
// `a b` is an export of a to b.
const drawn = (...lines: string[]): Subgraph => ofTies(lines.map(tie), [lines[0]?.split(' ')[1] ?? ''])
function tie(line: string): TieFragment {
  const [from = '', to = ''] = line.split(' ')
  return {
    __typename: 'Export', key: `export.${from}.${to}`, kind: 'EXPORT', status: 'ACTIVE', disputed: false, assumed: false, stage: null,
    from: entity(from), to: entity(to), commodity: null, valid: { from: null, to: null, asPrinted: null },
    amounts: [], access: 'OPEN', shares: [],
  }
}
function random(entities: number, links: number): string[] {
  let state = 7
  const next = (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * below)
  }
  return Array.from({ length: links }, () => `e${next(entities)} e${next(entities)}`)
}

describe('along the flow', () => {
  test('each entity stands left of what it supplies, rings or not', () => {
    const places = layers(drawn('a us', 'b a', 'c us', 'c b'))
    const x = (key: string) => places.get(key)?.x ?? Number.NaN
    expect(x('us')).toBeGreaterThan(x('a'))
    expect(x('a')).toBeGreaterThan(x('b'))
    expect(x('b')).toBeGreaterThan(x('c'))
    expect(layers(drawn('a b', 'b c', 'c a')).size).toBe(3)
  })

  test('no two entities share a place, in whatever order they come', () => {
    const lines = random(40, 90)
    const [one, other] = [drawn(...lines), drawn(...[...lines].reverse())]
    const places = layers(one)
    expect(new Set([...places.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(places.size)
    expect(layers({ ...other, focus: one.focus })).toEqual(places)
  })
})

describe('in its room', () => {
  // How large it is drawn there.
  const zoom = (places: ReadonlyMap<string, Place>, { width, height }: Room) => {
    const [x, y] = [[...places.values()].map(({ x }) => x), [...places.values()].map(({ y }) => y)]
    return Math.min(width / (Math.max(...x) - Math.min(...x) + 130), height / (Math.max(...y) - Math.min(...y) + 60))
  }
  const [low, high] = [{ width: 600, height: 260 }, { width: 600, height: 900 }]
  const eight = drawn(...Array.from({ length: 8 }, (_, at) => `a${at} us`), 'b a1', 'c b')

  test('what is too high for it is folded, and only then', () => {
    expect(new Set([...layers(eight, high).values()].map(({ x }) => x)).size).toBe(4)
    expect(zoom(layers(eight, low), low)).toBeGreaterThan(1.5 * zoom(layers(eight, high), low))
  })

  test('many are folded into about its shape, and no two are put upon another', () => {
    const places = layers(drawn(...Array.from({ length: 300 }, (_, at) => `a${at} us`)), high)
    expect(zoom(places, high)).toBeGreaterThan(0.25)
    const all = [...places.values()]
    for (const [at, a] of all.entries()) for (const b of all.slice(at + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(50)
  })

  test('by forces it is stretched to be as wide, and drawn no smaller for that', () => {
    const star = drawn(...Array.from({ length: 20 }, (_, leaf) => `leaf${leaf} hub`))
    const [apart, before] = [forces(star, new Map(), low), forces(star, new Map())]
    const width = (places: ReadonlyMap<string, Place>) => Math.max(...[...places.values()].map(({ x }) => Math.abs(x)))
    expect(width(apart)).toBeGreaterThan(1.3 * width(before))
    expect(zoom(apart, low)).toBeCloseTo(zoom(before, low))
    expect(forces(star, new Map(), high)).toEqual(before)
  })
})

describe('by forces', () => {
  test('the same graph gets the same places, in whatever order it comes', () => {
    const lines = random(30, 60)
    const [one, other] = [drawn(...lines), drawn(...[...lines].reverse())]
    expect(forces({ ...other, focus: one.focus }, new Map())).toEqual(forces(one, new Map()))
  })

  test('what is tied to one comes to stand around it, apart from each other', () => {
    const star = drawn(...Array.from({ length: 20 }, (_, leaf) => `leaf${leaf} hub`))
    const places = [...forces(star, new Map()).values()]
    for (const [at, a] of places.entries()) {
      for (const b of places.slice(at + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(30)
    }
  })

  test('what has a place keeps it, and what is new comes beside it', () => {
    const before = forces(drawn('a b', 'b c'), new Map())
    const after = forces(drawn('a b', 'b c', 'c d'), before)
    for (const [key, place] of before) expect(after.get(key)).toEqual(place)
    expect(after.has('d')).toBe(true)
  })

  test('300 entities and 900 relations all get a place', () => {
    const graph = drawn(...random(300, 900))
    const started = performance.now()
    const places = forces(graph, new Map())
    console.log(`${graph.entities.size} entities and ${graph.links.size} relations arranged in ${Math.round(performance.now() - started)} ms`)
    expect([...places.values()].every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true)
    // How long it takes is printed, not held to.
  }, 60_000)
})

test('new places are moved down until they are free', () => {
  const free = apart(new Map([['new', { x: 0, y: 0 }]]), new Map([['old', { x: 10, y: 5 }]]))
  expect(free.get('new')?.y).toBeGreaterThan(40)
})

test.each(['flow', 'web'] as const)('who is there keeps a place when many come at once, and nobody is put upon another (%s)', (shape) => {
  const few = drawn('a us', 'b us', 'c a')
  const before = placed(few, shape, new Map())
  const many = drawn('a us', 'b us', 'c a', ...Array.from({ length: 40 }, (_, at) => `e${at} ${at % 2 ? 'us' : 'a'}`))
  const after = placed(many, shape, before)
  for (const [key, place] of before) expect(after.get(key)).toEqual(place)
  const all = [...after.values()]
  for (const [at, a] of all.entries()) for (const b of all.slice(at + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(20)
  expect(placed(few, shape, after)).toBe(after)
})

test('what is pinned keeps its place when all is arranged anew, and nothing does for another question', () => {
  const places = new Map([['a', { x: 500, y: 7 }], ['us', { x: 0, y: 0 }]])
  const before = { question: 'one', arranged: 0, places }
  const pinned = new Set(['a', 'gone'])
  expect(staying(before, { question: 'one', arranged: 0 }, pinned).places).toBe(places)
  const anew = staying(before, { question: 'one', arranged: 1 }, pinned)
  expect(anew).toEqual({ question: 'one', arranged: 1, places: new Map([['a', { x: 500, y: 7 }]]) })
  expect(placed(drawn('a us', 'b us'), 'flow', anew.places).get('a')).toEqual({ x: 500, y: 7 })
  expect(staying(before, { question: 'other', arranged: 0 }, pinned).places.size).toBe(0)
})

describe('a selection', () => {
  test('is cut to those nearest to the focus', () => {
    const graph = bounded(drawn('a us', 'b a', 'c b', 'd c'), 3)
    expect([...graph.entities.keys()].sort()).toEqual(['a', 'b', 'us'])
    expect([...graph.links.keys()]).toEqual(['export.a.us', 'export.b.a'])
  })

  test('loses what is hidden, with its links', () => {
    const graph = without(drawn('a us', 'b a'), new Set(['a']))
    expect([...graph.entities.keys()].sort()).toEqual(['b', 'us'])
    expect(graph.links.size).toBe(0)
  })
})
