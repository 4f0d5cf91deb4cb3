// A question as a sentence.

import type { Question, QuestionKind } from '../../address/question'
import type { RelationGrouping } from '../../gql/graphql'
import type { MessageId } from '../../i18n/messages'
import type { Translate } from '../../i18n/language'

const OF_COMMODITY = ['suppliers', 'customers', 'paths', 'whyNot', 'exposure', 'concentration', 'chokepoints', 'netTrade'] as const
const ABOUT = ['conflicts', 'diff', 'documents'] as const

/** `name` gives the name of a key. */
export function questionText({ kind, parts }: Question, t: Translate, name: (key: string) => string): string {
  const values: Record<string, string> = Object.fromEntries(
    (['of', 'from', 'to', 'about', 'toDate', 'commodity'] as const).map((part) => [part, parts[part] ? name(parts[part]) : '…']),
  )
  values.grouping = parts.grouping ? t(`grouping.${parts.grouping as RelationGrouping}`) : '…'
  return t(messageOf(kind, parts), values)
}

function messageOf(kind: QuestionKind, { about, of, commodity }: Question['parts']): MessageId {
  if (kind === 'groups') return `question.groups${of ? 'Of' : ''}${commodity ? 'With' : ''}`
  if (commodity && within(kind, OF_COMMODITY)) return `question.${kind}With`
  return about && within(kind, ABOUT) ? `question.${kind}About` : `question.${kind}`
}

function within<Kind extends QuestionKind>(kind: QuestionKind, kinds: readonly Kind[]): kind is Kind {
  return (kinds as readonly QuestionKind[]).includes(kind)
}
