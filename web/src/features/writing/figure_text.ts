// A figure as it is typed: `70`, `65-70`, `>= 90`, `<= 10`, `~120`. Numbers stay text, so that no digit is lost.

export interface Figure {
  value?: string
  low?: string
  high?: string
  approximate?: boolean
}

const NUMBER = String.raw`-?\d+(?:\.\d+)?`
const RANGE = new RegExp(`^(${NUMBER})(?:-|–|\\.\\.)(${NUMBER})$`)
const BOUND = new RegExp(`^(>=|≥|<=|≤)(${NUMBER})$`)
const PLAIN = new RegExp(`^([~≈]?)(${NUMBER})$`)

/** Nothing where it cannot be read. Spaces, and commas between groups of three digits, say nothing. */
export function readFigure(text: string): Figure | undefined {
  const bare = text.replaceAll(/\s/g, '').replaceAll(/(?<=\d),(?=\d{3}(?!\d))/g, '')
  const range = RANGE.exec(bare)
  if (range?.[1] && range[2]) return Number(range[1]) <= Number(range[2]) ? { low: range[1], high: range[2] } : undefined
  const bound = BOUND.exec(bare)
  if (bound?.[2]) return bound[1] === '>=' || bound[1] === '≥' ? { low: bound[2] } : { high: bound[2] }
  const plain = PLAIN.exec(bare)
  if (plain?.[2]) return plain[1] ? { value: plain[2], approximate: true } : { value: plain[2] }
  return undefined
}
