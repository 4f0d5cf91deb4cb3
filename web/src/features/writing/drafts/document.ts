// A document that is being made.

import type { DocumentInput } from '../../../gql/graphql'
import { blankText, given, texts, type TextDraft } from './given'
import { keyOf } from './key_text'

export interface PassageDraft {
  heading: string
  locator: string
  text: string
}

export interface DocumentDraft {
  /** Left empty it is made of the first title that gives one, and the day. */
  key: string
  titles: TextDraft[]
  publisher?: string | undefined
  published: string
  publishedAt: string
  language: string
  url: string
  collection: string
  passages: PassageDraft[]
}

export const BLANK_PASSAGE: PassageDraft = { heading: '', locator: '', text: '' }

/** Titled so, in this language. */
export function blankDocument(language: string, title = ''): DocumentDraft {
  return { key: '', titles: [blankText(language, title)], published: '', publishedAt: '', language: '', url: '', collection: '', passages: [] }
}

export function documentKey({ key, titles, published }: DocumentDraft): string {
  if (key.trim()) return key.trim()
  const made = titles.map(({ text }) => keyOf(text)).find(Boolean)
  return made ? [made, published.trim()].filter(Boolean).join('-') : ''
}

/** Of a draft without problems. */
export function toDocument(draft: DocumentDraft): DocumentInput {
  const { publisher, published, publishedAt, language, url, collection } = draft
  const passages = draft.passages.map(({ heading, locator, text }) => given({ heading, locator, text }))
  return given({ key: documentKey(draft), titles: texts(draft.titles), publisher, published, publishedAt, language, url, collection, passages })
}
