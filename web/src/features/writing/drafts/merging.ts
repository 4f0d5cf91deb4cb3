// What becomes of the relations of two entities that are held to be one.

import type { MergeTiesQuery } from '../../../gql/graphql'

type Side = Extract<NonNullable<MergeTiesQuery['nodes'][number]>, { __typename: 'Entity' }>
export type MergeTie = Side['relations']['edges'][number]['node']

export interface Merged {
  /** A relation of either side that says the same as one of the other: from then on they are shown as one. */
  alike: MergeTie[]
  /** Those between the two, which are shown no more. */
  between: MergeTie[]
}

export function merged(gone: string, stays: string, ties: readonly MergeTie[]): Merged {
  const own = (key: string) => (key === gone ? stays : key)
  const first = new Map<string, MergeTie>()
  const [alike, between] = [new Map<string, MergeTie>(), new Map<string, MergeTie>()]
  for (const tie of ties) {
    const ends = [own(tie.from.key), own(tie.to.key)]
    if (tie.from.key !== tie.to.key && ends[0] === ends[1]) {
      between.set(tie.key, tie)
      continue
    }
    // All that tells a relation apart.
    const same = JSON.stringify([tie.kind, ...ends, tie.commodity && own(tie.commodity.key), tie.stage, tie.number, 'instrument' in tie ? tie.instrument : null])
    const other = first.get(same)
    if (!other) first.set(same, tie)
    else if (other.key !== tie.key) alike.set(same, other)
  }
  return { alike: [...alike.values()], between: [...between.values()] }
}
