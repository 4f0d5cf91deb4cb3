// Where names stand beside their points: under, over, right or left, the first that is free. Those that matter most choose first; a name that
// finds no room is left out, and is still read by who points at its place.

import type { Point } from './arc'

export interface Name {
  key: string
  text: string
  at: Point
  /** Less is chosen earlier. */
  rank: number
}

export interface Label {
  at: Point
  anchor: 'start' | 'middle' | 'end'
}

const [LINE, GAP, DOT] = [13, 7, 4]

export function labelled(names: readonly Name[], width: number): Map<string, Label> {
  const taken: Box[] = names.map(({ at: [x, y] }) => [x - DOT, y - DOT, x + DOT, y + DOT])
  const found = new Map<string, Label>()
  for (const { key, text, at: [x, y] } of [...names].sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : 1))) {
    const long = lengthOf(text)
    const choices: [Label, Box][] = [
      [{ at: [x, y + GAP + 8], anchor: 'middle' }, [x - long / 2, y + DOT + 1, x + long / 2, y + DOT + 1 + LINE]],
      [{ at: [x, y - GAP], anchor: 'middle' }, [x - long / 2, y - DOT - 1 - LINE, x + long / 2, y - DOT - 1]],
      [{ at: [x + GAP, y + 4], anchor: 'start' }, [x + GAP, y - LINE / 2, x + GAP + long, y + LINE / 2]],
      [{ at: [x - GAP, y + 4], anchor: 'end' }, [x - GAP - long, y - LINE / 2, x - GAP, y + LINE / 2]],
    ]
    const free = choices.find(([, box]) => box[0] >= 0 && box[2] <= width && !taken.some((other) => meet(box, other)))
    if (!free) continue
    taken.push(free[1])
    found.set(key, free[0])
  }
  return found
}

// Left, top, right, bottom.
type Box = [number, number, number, number]

const meet = (a: Box, b: Box) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]

// About as wide as it is drawn: Han characters take a square, Latin ones half of one and a little more.
function lengthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 12 : 6.8), 0)
}
