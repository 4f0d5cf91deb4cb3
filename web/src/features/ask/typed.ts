// What stands in the field when the address, or what it is called, changes.

import type { Question } from '../../address/question'

export interface Said {
  question: Question | undefined
  /** The question in words; empty while its names are not there yet. */
  words: string
}

/** Another question is shown as it is said; where it is the same one and only its names have come, what was typed meanwhile stays. */
export function followed(typed: string, before: Said, now: Said): string {
  if (before.words === now.words) return typed
  const same = JSON.stringify(before.question) === JSON.stringify(now.question)
  return same && now.question && typed !== before.words ? typed : now.words
}
