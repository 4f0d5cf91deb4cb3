// What is asked, in words: those that were typed, else those that say the question of the address.

import type { Question } from '../../address/question'
import { useAddress } from '../../address/use_address'
import { useNames } from '../../api/use_names'
import { useLanguage } from '../../i18n/language'
import { questionText } from './question_text'

/** Nothing where nothing is asked, or while its names are not there yet. */
export function useWords(): string {
  const { t } = useLanguage()
  const [{ words, question }] = useAddress()
  const keys = question && !words ? keysOf(question) : []
  const names = useNames(keys)
  if (words || !question || !keys.every((key) => names.has(key))) return words
  return questionText(question, t, (key) => names.get(key)?.name ?? key)
}

/** Of the entities that it names. */
export function keysOf({ parts }: Question): string[] {
  return [parts.of, parts.from, parts.to, parts.about, parts.commodity].filter((key) => key !== undefined)
}
