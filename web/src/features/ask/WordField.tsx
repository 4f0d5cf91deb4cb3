// A part of the question that is one of a few words.

import { SHAPES, type Part, type Question } from '../../address/question'
import { GROUPINGS, KINDS, STAGES } from '../../api/words'
import type { Metric, RelationGrouping, RelationKind, Stage } from '../../gql/graphql'
import { useLanguage, type Translate } from '../../i18n/language'
import styles from './Understood.module.css'

type WordPart = Extract<Part, 'stage' | 'maxHops' | 'metric' | 'grouping' | 'within' | 'kind'>

const CHOICES: Record<WordPart, readonly string[]> = {
  stage: STAGES,
  maxHops: ['1', '2', '3', '4', '6', '8', '12'],
  metric: ['VALUE', 'QUANTITY'] satisfies Metric[],
  grouping: GROUPINGS,
  within: GROUPINGS,
  kind: KINDS,
}

export function isWordPart(part: Part): part is WordPart {
  return Object.hasOwn(CHOICES, part)
}

interface Props {
  part: WordPart
  question: Question
  change: (value: string | undefined) => void
}

export function WordField({ part, question, change }: Props) {
  const { t } = useLanguage()
  const { required } = SHAPES[question.kind]
  return (
    <label className={styles.part}>
      <span>{t(`part.${part}`)}</span>
      <select value={question.parts[part] ?? ''} onChange={(event) => change(event.target.value || undefined)}>
        {!required.includes(part) && <option value="">{none(part, question, t)}</option>}
        {CHOICES[part].map((option) => (
          <option key={option} value={option}>
            {said(part, option, t)}
          </option>
        ))}
      </select>
    </label>
  )
}

// What it comes to where no word is chosen.
function none(part: WordPart, { kind }: Question, t: Translate): string {
  if (part === 'within') return t('ask.nothing')
  return t(part === 'metric' && kind !== 'netTrade' ? 'ask.stated' : 'ask.any')
}

function said(part: WordPart, option: string, t: Translate): string {
  switch (part) {
    case 'stage':
      return t(`stage.${option as Stage}`)
    case 'metric':
      return t(`metric.${option as Metric}`)
    case 'kind':
      return t(`kinds.${option as RelationKind}`)
    case 'grouping':
    case 'within':
      return t(`grouping.${option as RelationGrouping}`)
    case 'maxHops':
      return option
  }
}
