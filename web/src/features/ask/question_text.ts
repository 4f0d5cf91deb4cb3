// A question as a sentence.

import type { Question } from '../../address/question'
import type { RelationGrouping } from '../../gql/graphql'
import type { MessageId } from '../../i18n/messages'
import type { Translate } from '../../i18n/language'

/** `name` gives the name of a key. */
export function questionText({ kind, parts }: Question, t: Translate, name: (key: string) => string): string {
  const values: Record<string, string> = Object.fromEntries(
    (['of', 'from', 'to', 'about', 'toDate'] as const).map((part) => [part, parts[part] ? name(parts[part]) : '…']),
  )
  values.grouping = parts.grouping ? t(`grouping.${parts.grouping as RelationGrouping}`) : '…'
  const id = messageOf(kind, parts)
  const question = t(id, values)
  return parts.commodity ? t('question.commodity', { question, commodity: name(parts.commodity) }) : question
}

function messageOf(kind: Question['kind'], { about, of }: Question['parts']): MessageId {
  if (about && (kind === 'conflicts' || kind === 'diff' || kind === 'documents')) return `question.${kind}About`
  return of && kind === 'groups' ? 'question.groupsOf' : `question.${kind}`
}
