// A question as a sentence.

import type { Question } from '../../address/question'
import type { MessageId } from '../../i18n/messages'
import type { Translate } from '../../i18n/language'

/** `name` gives the name of a key. */
export function questionText({ kind, parts }: Question, t: Translate, name: (key: string) => string): string {
  const values = Object.fromEntries(
    (['of', 'from', 'to', 'about', 'toDate'] as const).map((part) => [part, parts[part] ? name(parts[part]) : '…']),
  )
  const about = parts.about && (kind === 'conflicts' || kind === 'diff' || kind === 'documents')
  const id: MessageId = about ? `question.${kind}About` : `question.${kind}`
  const question = t(id, values)
  return parts.commodity ? t('question.commodity', { question, commodity: name(parts.commodity) }) : question
}
