// Two answers to a suppliers question beside each other: who is gone, who came, who changed. The order is that of the answers.

import type { Access, FigureFragment, NameFragment, Standing } from '../../gql/graphql'

interface Supplier {
  readonly entity: NameFragment
  readonly standing: Standing
  readonly access: Access
  readonly direct: boolean
  readonly share?: FigureFragment | null
}

export interface Compared {
  gone: Supplier[]
  come: Supplier[]
  changed: { before: Supplier; after: Supplier }[]
}

export function compare(before: readonly Supplier[], after: readonly Supplier[]): Compared {
  const earlier = new Map(before.map((supplier) => [supplier.entity.key, supplier]))
  const later = new Map(after.map((supplier) => [supplier.entity.key, supplier]))
  return {
    gone: before.filter(({ entity }) => !later.has(entity.key)),
    come: after.filter(({ entity }) => !earlier.has(entity.key)),
    changed: after.flatMap((supplier) => {
      const other = earlier.get(supplier.entity.key)
      return other && !alike(other, supplier) ? [{ before: other, after: supplier }] : []
    }),
  }
}

function alike(a: Supplier, b: Supplier): boolean {
  return a.standing === b.standing && a.access === b.access && a.direct === b.direct && a.share?.asPrinted === b.share?.asPrinted
}
