// In which country of the map an entity lies: its own code, else where it is, else what it is part of, else whose it is.

import type { CodedFragment, NameFragment, RelationKind } from '../../gql/graphql'

export interface Place {
  /** The numeric code of ISO 3166-1. */
  code: string
  country: NameFragment
  /** `owner`: it is not known where it is, only whose it is. */
  by: 'itself' | 'place' | 'owner'
}

export interface Lying extends CodedFragment {
  readonly within?: { readonly edges: readonly { readonly node: { readonly kind: RelationKind; readonly to: Lying } }[] }
  readonly owners?: { readonly edges: readonly { readonly node: { readonly from: CodedFragment } }[] }
}

const NUMERIC = ['ISO 3166-1 numeric', 'M49']

/** `isOnMap` says of which codes there is a country on the map: not of the world's, say. */
export function placeOf(entity: Lying, isOnMap: (code: string) => boolean): Place | undefined {
  const own = codeOf(entity, isOnMap)
  if (own) return { code: own, country: entity, by: 'itself' }
  const within = [...(entity.within?.edges ?? [])].sort((a, b) => rank(a.node.kind) - rank(b.node.kind))
  for (const { node } of within) {
    const place = placeOf(node.to, isOnMap)
    if (place) return { ...place, by: 'place' }
  }
  for (const { node } of entity.owners?.edges ?? []) {
    const code = codeOf(node.from, isOnMap)
    if (code) return { code, country: node.from, by: 'owner' }
  }
  return undefined
}

function codeOf({ codes }: CodedFragment, isOnMap: (code: string) => boolean): string | undefined {
  const numbers = codes.filter(({ scheme }) => NUMERIC.includes(scheme)).map(({ value }) => value.padStart(3, '0'))
  return numbers.find(isOnMap)
}

// Where it lies goes before what it is part of.
const rank = (kind: RelationKind) => (kind === 'LOCATION' ? 0 : 1)
