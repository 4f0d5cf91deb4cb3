// How the question was understood, part by part; each part can be changed.

import { useAddress } from '../../address/use_address'
import { partsOf, SHAPES, withPart, type Part, type Question, type QuestionKind } from '../../address/question'
import { useNames } from '../../api/use_names'
import type { Stage } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { EntityField } from './EntityField'
import { questionText } from './question_text'
import styles from './Understood.module.css'

const STAGES: Stage[] = ['MINING', 'CONCENTRATION', 'REFINING', 'METAL', 'MANUFACTURING', 'RECYCLING']
// Kinds that take the same parts can be changed into each other.
const TURNS: QuestionKind[][] = [
  ['suppliers', 'customers', 'concentration', 'chokepoints', 'entity'],
  ['paths', 'whyNot'],
]

export function Understood() {
  const { t } = useLanguage()
  const [{ question }, go] = useAddress()
  const names = useNames(question ? keysOf(question) : [])
  if (!question) return null
  const name = (key: string) => names.get(key)?.name ?? key
  const change = (changed: Question) => go({ question: changed, words: questionText(changed, t, name) })
  const turns = TURNS.find((kinds) => kinds.includes(question.kind)) ?? [question.kind]
  return (
    <div className={styles.understood} role="group" aria-label={t('ask.understood')}>
      <label className={styles.part}>
        <span>{t('ask.kind')}</span>
        <select value={question.kind} onChange={(event) => change({ ...question, kind: event.target.value as QuestionKind })}>
          {turns.map((kind) => (
            <option key={kind} value={kind}>
              {t(`questionKind.${kind}`)}
            </option>
          ))}
        </select>
      </label>
      {partsOf(question.kind).map((part) => (
        <PartField key={part} part={part} question={question} name={name} change={(value) => change(withPart(question, part, value))} />
      ))}
    </div>
  )
}

interface FieldProps {
  part: Part
  question: Question
  name: (key: string) => string
  change: (value: string | undefined) => void
}

function PartField({ part, question, name, change }: FieldProps) {
  const { t } = useLanguage()
  const value = question.parts[part]
  const optional = SHAPES[question.kind].optional.includes(part)
  if (part === 'toDate') {
    return (
      <label className={styles.part}>
        <span>{t('part.toDate')}</span>
        <input type="date" value={value ?? ''} onChange={(event) => change(event.target.value || undefined)} />
      </label>
    )
  }
  if (part === 'stage' || part === 'maxHops') {
    const options = part === 'stage' ? STAGES : ['1', '2', '3', '4', '6', '8', '12']
    return (
      <label className={styles.part}>
        <span>{t(`part.${part}`)}</span>
        <select value={value ?? ''} onChange={(event) => change(event.target.value || undefined)}>
          <option value="">{t('ask.any')}</option>
          {options.map((option) => (
            <option key={option} value={option}>
              {part === 'stage' ? t(`stage.${option as Stage}`) : option}
            </option>
          ))}
        </select>
      </label>
    )
  }
  return <EntityField label={t(`part.${part}`)} commodity={part === 'commodity'} value={value} name={value && name(value)} optional={optional} change={change} />
}

function keysOf({ parts }: Question): string[] {
  return [parts.of, parts.from, parts.to, parts.about, parts.commodity].filter((key) => key !== undefined)
}
