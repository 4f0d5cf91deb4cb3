// Keys: readable and lasting, of `a-z`, `0-9`, `.`, `_` and `-`.

const SHAPE = /^[a-z0-9._-]{1,250}$/
const LONGEST = 60

export function isKey(text: string): boolean {
  return SHAPE.test(text)
}

/** One made of a name; empty where it has no letter that a key may have. */
export function keyOf(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const words = plain.split(/[^a-z0-9]+/).filter(Boolean)
  let key = ''
  for (const word of words) {
    const longer = key ? `${key}-${word}` : word
    if (longer.length > LONGEST && key) break
    key = longer.slice(0, LONGEST)
  }
  return key
}
