// The order of documents, and which claims stand beside which passage.

interface Dated {
  readonly key: string
  readonly published: string | null
}

/** By the day of publication, as far as it is known; those without one last. */
export function newestFirst<Document extends Dated>(documents: readonly Document[]): Document[] {
  return [...documents].sort((a, b) => (b.published ?? '').localeCompare(a.published ?? '') || a.key.localeCompare(b.key))
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
