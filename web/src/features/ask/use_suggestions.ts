// What the words that are being typed could mean: entities, questions about the first of them, documents.

import { useEffect, useState } from 'react'

import type { Question } from '../../address/question'
import { useAnswer } from '../../api/use_answer'
import { useDates } from '../../api/use_view'
import { SuggestDocument, type NameFragment } from '../../gql/graphql'

export type Suggestion =
  | { type: 'question'; id: string; question: Question; entity: NameFragment }
  | { type: 'entity'; id: string; entity: NameFragment; place: string | undefined; question: Question }
  | { type: 'document'; id: string; title: string; origin: string; key: string }

/** A moment after the last key; nothing for no words. */
export function useSuggestions(words: string): Suggestion[] {
  const text = useSettled(words.trim())
  const { data } = useAnswer(SuggestDocument, { ...useDates(), text }, { pause: text === '' })
  if (text === '' || !data) return []
  const found = data.view.search.edges.flatMap<Suggestion>(({ node }) => {
    if (node.__typename === 'Entity') {
      const question: Question = { kind: 'entity', parts: { of: node.key } }
      return [{ type: 'entity', id: `entity-${node.key}`, entity: node, place: node.place.edges[0]?.node.to.name, question }]
    }
    if (node.__typename === 'Document') {
      const origin = [node.publisher?.name, node.published].filter(Boolean).join(', ')
      return [{ type: 'document', id: `document-${node.documentKey}`, title: node.title, origin, key: node.documentKey }]
    }
    return []
  })
  const first = found.find((suggestion) => suggestion.type === 'entity')
  return first?.type === 'entity' ? [...questionsAbout(first.entity), ...found] : found
}

function questionsAbout(entity: NameFragment): Suggestion[] {
  if (entity.aggregate || entity.kind === 'COMMODITY') return []
  return (['suppliers', 'customers'] as const).map((kind) => ({
    type: 'question',
    id: `question-${kind}`,
    question: { kind, parts: { of: entity.key } },
    entity,
  }))
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 120)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
