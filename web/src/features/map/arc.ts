// An arc between two points of the drawing, with its head. It bends to the north, as the shortest way on the globe mostly does;
// further ones between the same two bend more, and so does the way back.

export type Point = readonly [number, number]

export interface Arc {
  path: string
  /** The corners of the head. */
  head: string
  middle: Point
  /** Across the arc in its middle, of length one. */
  across: Point
}

const GAP = 7

export function arc(from: Point, to: Point, nth: number, width: number): Arc {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const length = Math.hypot(dx, dy) || 1
  const bend = length * (0.16 + 0.1 * nth + (dx < 0 ? 0.05 : 0)) * (dx < 0 ? -1 : 1)
  const control: Point = [(from[0] + to[0]) / 2 + (dy / length) * bend, (from[1] + to[1]) / 2 - (dx / length) * bend]
  const size = 5 + width
  const [start] = step(from, control, GAP)
  const [tip, direction] = step(to, control, GAP)
  // The line ends within the head, which covers its end.
  const neck: Point = [tip[0] + direction[0] * size * 0.8, tip[1] + direction[1] * size * 0.8]
  const base: Point = [tip[0] + direction[0] * size, tip[1] + direction[1] * size]
  const side: Point = [-direction[1] * size * 0.55, direction[0] * size * 0.55]
  return {
    path: `M${said(start)} Q${said(control)} ${said(neck)}`,
    head: [tip, [base[0] + side[0], base[1] + side[1]] as const, [base[0] - side[0], base[1] - side[1]] as const].map(said).join(' '),
    middle: [(start[0] + 2 * control[0] + neck[0]) / 4, (start[1] + 2 * control[1] + neck[1]) / 4],
    across: [-dy / length, dx / length],
  }
}

// From a point so far towards another, and the direction.
function step(from: Point, towards: Point, by: number): [Point, Point] {
  const [dx, dy] = [towards[0] - from[0], towards[1] - from[1]]
  const length = Math.hypot(dx, dy) || 1
  const direction: Point = [dx / length, dy / length]
  return [[from[0] + direction[0] * by, from[1] + direction[1] * by], direction]
}

const said = ([x, y]: Point) => `${x.toFixed(1)},${y.toFixed(1)}`
