// A figure as it is typed: `70`, `65-70`, `>= 90`, `<= 10`, `~120`, `70 (65-75)`. Numbers stay text, so that no digit is lost.

export interface Figure {
  value?: string
  low?: string
  high?: string
  approximate?: boolean
}

const NUMBER = String.raw`-?\d+(?:\.\d+)?`
const RANGE = String.raw`(?<low>${NUMBER})(?:-|–|\.\.)(?<high>${NUMBER})`
const SHAPES = [
  new RegExp(`^${RANGE}$`),
  new RegExp(`^(?:>=|≥)(?<low>${NUMBER})$`),
  new RegExp(`^(?:<=|≤)(?<high>${NUMBER})$`),
  new RegExp(String.raw`^(?<value>${NUMBER})(?:\(${RANGE}\))?$`),
]

/** Nothing where it cannot be read. Spaces, and commas between groups of three digits, say nothing. */
export function readFigure(text: string): Figure | undefined {
  const bare = text.replaceAll(/\s/g, '').replaceAll(/(?<=\d),(?=\d{3}(?!\d))/g, '')
  const about = /^[~≈]/.test(bare)
  const found = SHAPES.map((shape) => shape.exec(about ? bare.slice(1) : bare)?.groups).find((groups) => groups !== undefined)
  if (!found) return undefined
  const { value, low, high } = found
  if (!inOrder([low, value, high])) return undefined
  return { ...(value && { value }), ...(low && { low }), ...(high && { high }), ...(about && { approximate: true }) }
}

interface Bounds {
  readonly value: string | null
  readonly low: string | null
  readonly high: string | null
  readonly approximate: boolean
}

/** As it would be typed. */
export function printFigure({ value, low, high, approximate }: Bounds): string {
  const about = approximate ? '~' : ''
  const range = low !== null && high !== null ? `${low}-${high}` : undefined
  if (value !== null) return `${about}${value}${range ? ` (${range})` : ''}`
  return about + (range ?? (low !== null ? `>= ${low}` : `<= ${high ?? ''}`))
}

function inOrder(numbers: (string | undefined)[]): boolean {
  const there = numbers.flatMap((number) => (number === undefined ? [] : [Number(number)]))
  return there.every((number, place) => place === 0 || number >= (there[place - 1] ?? number))
}
