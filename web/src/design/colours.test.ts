// What somebody sees who sees no red or no green: kinds of relation whose lines are broken alike have to differ, and so do their places.

import { describe, expect, test } from 'vitest'

import type { RelationKind } from '../gql/graphql'
import { DASHES } from './dashes'
import css from './tokens.css?raw'

type Triple = readonly [number, number, number]

// Machado, Oliveira and Fernandes 2009, of full severity, on linear light.
const EYES: Record<string, readonly Triple[]> = {
  'no deficiency': [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
}
// In Oklab, where black and white are 1 apart.
const APART = 0.07

const [light = '', dark = ''] = css.split(":root[data-theme='dark']")
// A restriction ends in a bar where the others have a head.
const kinds = (Object.keys(DASHES) as RelationKind[]).filter((kind) => kind !== 'RESTRICTION')

describe.each([['light', light], ['dark', dark]])('in %s colours', (_, theme) => {
  test.each(Object.keys(EYES))('lines that are broken alike are told apart, with %s', (eye) => {
    const close = kinds.flatMap((one, at) =>
      kinds.slice(at + 1).flatMap((other) => {
        const distance = apart(seen(colour(theme, one), eye), seen(colour(theme, other), eye))
        return DASHES[one].join() === DASHES[other].join() && distance < APART ? [`${one} and ${other}: ${distance.toFixed(3)}`] : []
      }),
    )
    expect(close).toEqual([])
  })
})

test('what is measured is what is seen: red and green come together, blue and yellow do not', () => {
  const [red, green, blue] = [[0.5, 0.1, 0.05], [0.2, 0.23, 0.05], [0.05, 0.1, 0.6]] as const
  expect(apart(seen(red, 'deuteranopia'), seen(green, 'deuteranopia'))).toBeLessThan(apart(red, green) / 2)
  expect(apart(seen(red, 'deuteranopia'), seen(blue, 'deuteranopia'))).toBeGreaterThan(APART)
})

function colour(theme: string, kind: RelationKind): Triple {
  const hex = theme.match(new RegExp(`--kind-${kind.toLowerCase()}: #([0-9a-f]{6})`))?.[1]
  if (!hex) throw new Error(`expected a colour of ${kind}`)
  const part = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [part(0), part(2), part(4)]
}

function seen(light: Triple, eye: string): Triple {
  const [r = 0, g = 0, b = 0] = (EYES[eye] ?? []).map((row) => row[0] * light[0] + row[1] * light[1] + row[2] * light[2])
  return [r, g, b]
}

function apart(one: Triple, other: Triple): number {
  const [a, b] = [oklab(one), oklab(other)]
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}

function oklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
  ]
}
