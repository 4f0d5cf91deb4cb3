// What a number of documents says, and which claims stand beside which passage.

/** As many as the contract gives at once, and finds by words at all. */
export const MOST = 1000

/** How many there are: so many, so many that are shown of more, or at least so many, since no further ones were looked at. */
export type Tally = 'all' | 'more' | 'atLeast'

interface List {
  readonly edges: readonly unknown[]
  readonly pageInfo: { readonly hasNextPage: boolean }
}

/** Of a list, of what words are found in, or of what is in both. */
export function tallyOf(list: List | undefined, found: List | undefined): Tally {
  const more = [list, found].some((some) => some?.pageInfo.hasNextPage)
  if (list && found) return more || found.edges.length >= MOST ? 'atLeast' : 'all'
  if (more) return 'more'
  return found && found.edges.length >= MOST ? 'atLeast' : 'all'
}

interface Passage {
  readonly locator: string | null
}

interface Claim {
  readonly evidence: readonly { readonly locator: string | null; readonly document: { readonly key: string } }[]
}

/** The claims of each passage, in the order of the passages; then those that no passage has. A claim may rest on several. */
export function beside<C extends Claim>(document: string, passages: readonly Passage[], claims: readonly C[]): { passages: C[][]; elsewhere: C[] } {
  const placed = new Set<C>()
  const at = passages.map(({ locator }) =>
    claims.filter((claim) => {
      const here = locator !== null && claim.evidence.some((evidence) => evidence.document.key === document && evidence.locator === locator)
      if (here) placed.add(claim)
      return here
    }),
  )
  return { passages: at, elsewhere: claims.filter((claim) => !placed.has(claim)) }
}
