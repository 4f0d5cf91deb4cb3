// Words to a question: the best name in them, and who supplies it.

import type { Question } from '../../address/question'
import { client } from '../../api/client'
import type { DatesVariables } from '../../api/use_view'
import { SuggestDocument } from '../../gql/graphql'

export async function understand(words: string, view: DatesVariables): Promise<Question | undefined> {
  const text = words.replace(/^(who|what)\s+(supplies|is supplied by)\s+|^谁供应|[??。]\s*$/gi, '').trim()
  const { data } = await client.query(SuggestDocument.toString(), { ...view, text }).toPromise()
  const node = (data as { view: { search: { edges: { node: { __typename: string; key?: string } }[] } } } | undefined)?.view.search.edges.find(
    (edge) => edge.node.__typename === 'Entity',
  )?.node
  return node?.key ? { kind: 'suppliers', parts: { of: node.key } } : undefined
}
