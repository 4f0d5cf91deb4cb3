// The documents that fit: all of them, the newest first, or those that the words are found in, the best first.

import { useMemo } from 'react'

import { useAddress } from '../../address/use_address'
import { useAnswer } from '../../api/use_answer'
import { useConnection } from '../../api/use_connection'
import { useDates, useView } from '../../api/use_view'
import { DocumentPublishersDocument, DocumentsDocument, FindDocumentsDocument, type DocumentLineFragment, type NameFragment } from '../../gql/graphql'
import { MOST, tallyOf } from './list'

const PAGE = 100

export interface Hit {
  document: DocumentLineFragment
  snippet: string | undefined
}

export function useDocuments() {
  const view = useView()
  const [{ options, question }] = useAddress()
  const text = options.find ?? ''
  const about = question?.kind === 'documents' ? question.parts.about : undefined
  const filter = { publisher: options.by, mentions: about, from: options.since, to: options.until }
  const filtered = Object.values(filter).some(Boolean)

  // With words and a filter both are asked: what fits one and not the other is left out.
  const first = text && filtered ? MOST : PAGE
  const list = useConnection(DocumentsDocument, { ...view, ...filter, first }, ({ view: { scenario } }) => scenario.documents, 'documents', text !== '' && !filtered)
  const found = useConnection(FindDocumentsDocument, { ...view, text, first }, ({ view: { scenario } }) => scenario.search, 'documents found', text === '')

  const { connection: listed } = list
  const { connection: search } = found
  const hits = useMemo<Hit[]>(() => {
    if (text === '') return (listed?.edges ?? []).map(({ node }) => ({ document: node, snippet: undefined }))
    const fits = filtered ? new Set(listed?.edges.map(({ node }) => node.key)) : undefined
    return (search?.edges ?? []).flatMap(({ node, snippet }) =>
      node.__typename === 'Document' && (!fits || fits.has(node.key)) ? [{ document: node, snippet: snippet ?? undefined }] : [],
    )
  }, [text, filtered, listed, search])

  const [lists, finds] = [text === '' || filtered, text !== '']
  const states = [...(lists ? [list] : []), ...(finds ? [found] : [])]
  return {
    hits,
    about,
    seq: (lists ? list : found).data?.view.scenario.seq,
    tally: tallyOf(lists ? listed : undefined, finds ? search : undefined),
    pages: text === '' ? list : found,
    loading: states.some(({ loading }) => loading),
    stale: states.some(({ stale }) => stale),
    error: states.find(({ error }) => error)?.error,
    again: () => states.forEach(({ again }) => again()),
  }
}

/** Who published any of them, by name. */
export function usePublishers(): NameFragment[] {
  const { data } = useAnswer(DocumentPublishersDocument, useDates())
  return useMemo(() => {
    const publishers = new Map(data?.view.documents.edges.flatMap(({ node: { publisher } }) => (publisher ? [[publisher.key, publisher] as const] : [])))
    return [...publishers.values()].sort((a, b) => a.name.localeCompare(b.name))
  }, [data])
}
