// How the question was understood, part by part; each part can be changed.

import { useAddress } from '../../address/use_address'
import { partsOf, SHAPES, turned, withPart, type Part, type Question, type QuestionKind } from '../../address/question'
import { useNames } from '../../api/use_names'
import { useLanguage } from '../../i18n/language'
import { ask } from './ask'
import { EntityField } from './EntityField'
import { questionText } from './question_text'
import styles from './Understood.module.css'
import { keysOf } from './use_words'
import { isWordPart, WordField } from './WordField'

// In the order in which they are offered.
const KINDS: QuestionKind[] = ['suppliers', 'customers', 'paths', 'whyNot', 'exposure', 'concentration', 'chokepoints', 'netTrade', 'conflicts', 'timeline', 'diff', 'groups', 'entity', 'documents']

export function Understood() {
  const { t } = useLanguage()
  const [{ question }, go] = useAddress()
  const names = useNames(question ? keysOf(question) : [])
  if (!question) return null
  const name = (key: string) => names.get(key)?.name ?? key
  const turn = (kind: QuestionKind) => {
    const other = turned(question, kind)
    // What happened is told by the timeline itself, and documents are a view of their own.
    const tab = kind === 'timeline' || kind === 'documents' ? { tab: kind } : {}
    ask({ question: other, words: questionText(other, t, name), ...tab })
  }
  // The same question, looked at as before.
  const change = (changed: Question) => go({ question: changed, words: questionText(changed, t, name) })
  return (
    <div className={styles.understood} role="group" aria-label={t('ask.understood')}>
      <label className={styles.part}>
        <span>{t('ask.kind')}</span>
        <select value={question.kind} onChange={(event) => turn(event.target.value as QuestionKind)}>
          {KINDS.map((kind) => (
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
  if (isWordPart(part)) return <WordField part={part} question={question} change={change} />
  return <EntityField label={t(`part.${part}`)} commodity={part === 'commodity'} value={value} name={value && name(value)} optional={optional} change={change} />
}
