// What a claim would change, as a scenario beside the world as it is, and what is sent, to the letter.

import type { Question } from '../../address/question'
import { isWhole } from '../../address/question'
import { toInput } from '../../address/changes'
import { useAddress } from '../../address/use_address'
import { FaultNotice } from '../../design/Notice'
import { Skeleton } from '../../design/Skeleton'
import type { Change, NameFragment, ScenarioChange } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { useSupply } from '../answer/use_supply'
import { questionText } from '../ask/question_text'
import { changeText } from '../scenario/change_text'
import { compare } from '../scenario/compare'
import { ChangedLines } from '../scenario/Comparison'
import { toSupposed, type Draft } from './draft'
import { touched } from './model'
import styles from './Writing.module.css'

interface Props {
  draft: Draft
  names: ReadonlyMap<string, NameFragment>
  changes: Change[]
}

export function Preview({ draft, names, changes }: Props) {
  const { t } = useLanguage()
  const [{ question }] = useAddress()
  const supposed = toSupposed(draft)
  const words = new Map([...names].map(([key, { name }]) => [key, name]))
  return (
    <>
      {supposed ? (
        <>
          <p className={styles.says}>{changeText(supposed, words, t)}</p>
          <p className={styles.faint}>{t('writing.previewHow')}</p>
          <Difference question={aboutIt(question, draft)} supposed={toInput(supposed)} nameOf={(key) => words.get(key) ?? key} />
        </>
      ) : (
        <p>{t('writing.previewOpinion')}</p>
      )}
      <details className={styles.exact}>
        <summary>{t('writing.exact')}</summary>
        <pre tabIndex={0}>{JSON.stringify(changes, null, 2)}</pre>
      </details>
    </>
  )
}

function Difference({ question, supposed, nameOf }: { question: Question; supposed: ScenarioChange; nameOf: (key: string) => string }) {
  const { t } = useLanguage()
  const now = useSupply(question)
  const then = useSupply(question, { supposed })
  const error = now.error ?? then.error
  if (error) return <FaultNotice error={error} />
  if (!now.supply || !then.supply) return <Skeleton rows={2} />
  const [before, after] = [now.supply, then.supply].map(({ edges }) => edges.map(({ node }) => node))
  if (!before || !after) return null
  const compared = compare(before, after)
  const same = compared.gone.length + compared.come.length + compared.changed.length === 0
  return (
    <section className={styles.difference}>
      <h3>{questionText(question, t, (key) => now.entity?.name ?? nameOf(key))}</h3>
      <p>{same ? t('scenario.same', { count: after.length }) : t('scenario.counts', { before: before.length, after: after.length })}</p>
      <ChangedLines compared={compared} />
    </section>
  )
}

// The question of the page where it is one of these, else about whom the claim can change it first.
function aboutIt(question: Question | undefined, { kind, from = '', to = '' }: Draft): Question {
  if (question && (question.kind === 'suppliers' || question.kind === 'customers') && isWhole(question)) return question
  const { end, question: asked } = touched(kind)
  return { kind: asked, parts: { of: end === 'from' ? from : to } }
}
