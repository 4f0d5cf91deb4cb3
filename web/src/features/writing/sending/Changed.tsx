// What is different where something is supposed of a relation: the answer that it changes first, and whom it touches.

import { isWhole, type Question } from '../../../address/question'
import { useAddress } from '../../../address/use_address'
import { useConnection } from '../../../api/use_connection'
import { PAGE } from '../../../api/use_page'
import { useView } from '../../../api/use_view'
import { FaultNotice } from '../../../design/Notice'
import { Skeleton } from '../../../design/Skeleton'
import { DiffDocument, type RelationKind, type ScenarioChange } from '../../../gql/graphql'
import { useLanguage } from '../../../i18n/language'
import { useSupply } from '../../answer/use_supply'
import { questionText } from '../../ask/question_text'
import { DifferenceRow } from '../../diff/DifferenceRow'
import { compare } from '../../scenario/compare'
import { ChangedLines } from '../../scenario/Comparison'
import { touched } from '../model'
import styles from '../Writing.module.css'

/** `about`: the end of the relation that it touches. */
export function Changed({ kind, about, ...supposed }: Supposed & { kind: RelationKind; about: string }) {
  const [{ question }] = useAddress()
  return (
    <>
      <Answers question={aboutIt(question, kind, about)} {...supposed} />
      <Differences about={about} {...supposed} />
    </>
  )
}

interface Supposed {
  supposed: ScenarioChange
  nameOf: (key: string) => string
}

// The answer that it changes first.
function Answers({ question, supposed, nameOf }: Supposed & { question: Question }) {
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

// The relations of whom it touches that begin, end or stand otherwise.
function Differences({ about, supposed, nameOf }: Supposed & { about: string }) {
  const { t } = useLanguage()
  const view = useView()
  const variables = { ...view, toChanges: [...view.changes, supposed], about, first: PAGE }
  const { connection } = useConnection(DiffDocument, variables, ({ view }) => view.scenario.diff, JSON.stringify(['written', about, supposed]))
  if (!connection || connection.edges.length === 0) return null
  return (
    <section className={styles.difference}>
      <h3>{t('writing.previewAbout', { name: nameOf(about) })}</h3>
      <ul>
        {connection.edges.map(({ node }) => (
          <DifferenceRow key={node.key} difference={node} />
        ))}
      </ul>
    </section>
  )
}

// The question of the page where it is one of these, else about whom the claim can change it first.
function aboutIt(question: Question | undefined, kind: RelationKind, about: string): Question {
  if (question && (question.kind === 'suppliers' || question.kind === 'customers') && isWhole(question)) return question
  return { kind: touched(kind).question, parts: { of: about } }
}
