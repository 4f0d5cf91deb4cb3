// The claims that rest on a document, in the view: one that was not in print by then bears none.

import { faultOf } from '../../api/fault'
import { useAnswer } from '../../api/use_answer'
import { useView } from '../../api/use_view'
import { DocumentClaimsDocument, type DocumentClaimFragment } from '../../gql/graphql'

const MOST = 500
const NONE: DocumentClaimFragment[] = []

export function useClaims(key: string) {
  const { data, error, again } = useAnswer(DocumentClaimsDocument, { ...useView(), key, first: MOST })
  const missing = error !== undefined && faultOf(error).code === 'NOT_FOUND'
  const claims = data?.view.scenario.claims
  return {
    claims: claims?.edges.map(({ node }) => node) ?? NONE,
    loaded: claims !== undefined || error !== undefined,
    missing,
    hasMore: claims?.pageInfo.hasNextPage ?? false,
    error: missing ? undefined : error,
    again,
  }
}
