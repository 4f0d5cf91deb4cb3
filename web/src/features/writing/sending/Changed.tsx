// What is different where something is supposed of a relation: the answer that it changes first, and whom it touches.

import { isWhole, type Question } from '../../../address/question'
import { useAddress } from '../../../address/use_address'
import { useNames } from '../../../api/use_names'
import { useView } from '../../../api/use_view'
import type { RelationKind, ScenarioChange } from '../../../gql/graphql'
import { useLanguage } from '../../../i18n/language'
import { supplyInput } from '../../answer/use_supply'
import { questionText } from '../../ask/question_text'
import { keysOf } from '../../ask/use_words'
import { Differences } from '../../diff/Differences'
import { touched } from '../model'
import styles from '../Writing.module.css'

interface Props {
  kind: RelationKind
  /** The end of the relation that it touches. */
  about: string
  supposed: ScenarioChange
  nameOf: (key: string) => string
}

export function Changed({ kind, about, supposed, nameOf }: Props) {
  const { t } = useLanguage()
  const [{ question }] = useAddress()
  const { changes } = useView()
  const first = aboutIt(question, kind, about)
  const names = useNames(keysOf(first))
  const both = { changes, toChanges: [...changes, supposed], className: styles.difference }
  const title = questionText(first, t, (key) => names.get(key)?.name ?? nameOf(key))
  return (
    <>
      <Differences {...{ [first.kind]: supplyInput(first) }} {...both} title={title} none={<p>{t('diff.none')}</p>} />
      <Differences about={about} {...both} title={t('writing.previewAbout', { name: nameOf(about) })} />
    </>
  )
}

// The question of the page where it is one of these, else about whom the claim can change it first.
function aboutIt(question: Question | undefined, kind: RelationKind, about: string): Question {
  if (question && (question.kind === 'suppliers' || question.kind === 'customers') && isWhole(question)) return question
  return { kind: touched(kind).question, parts: { of: about } }
}
