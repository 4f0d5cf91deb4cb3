// Before anything is asked: questions to begin with, about entities that are there.

import type { Question } from '../../address/question'
import { useAnswer } from '../../api/use_answer'
import { Skeleton } from '../../design/Skeleton'
import { BeginningsDocument } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { ask } from '../ask/ask'
import { questionText } from '../ask/question_text'
import styles from './Answer.module.css'

// Asked where the bundled facts, or others of these keys, are loaded; elsewhere the best connected entities stand in.
const FIRST: Question[] = [
  { kind: 'suppliers', parts: { of: 'us-refining' } },
  { kind: 'suppliers', parts: { of: 'japan', commodity: 'rare-earths' } },
  { kind: 'customers', parts: { of: 'china', commodity: 'rare-earths' } },
  { kind: 'paths', parts: { from: 'lynas', to: 'us-refining' } },
  { kind: 'entity', parts: { of: 'greenland' } },
]
const KEYS = [...new Set(FIRST.flatMap(({ parts }) => Object.values(parts)))]

export function Welcome() {
  const { t, language } = useLanguage()
  const { data, loading } = useAnswer(BeginningsDocument, { ids: KEYS, language })
  const named = data?.nodes.flatMap((node) => (node?.__typename === 'Entity' ? [node] : [])) ?? []
  const connected = data?.entities.edges.map(({ node }) => node) ?? []
  const names = new Map([...connected, ...named].map(({ key, name }) => [key, name]))
  const first = FIRST.filter(({ parts }) => Object.values(parts).every((key) => names.has(key)))
  const others = connected.map<Question>(({ key }) => ({ kind: 'suppliers', parts: { of: key } }))
  const questions = first.length > 0 ? first : others
  return (
    <div className={styles.welcome}>
      <h2>{t('answer.welcome')}</h2>
      <p>{t('answer.welcomeText')}</p>
      {loading && <Skeleton rows={3} />}
      <ul className={styles.examples}>
        {questions.map((question) => {
          const words = questionText(question, t, (key) => names.get(key) ?? key)
          return (
            <li key={words}>
              <button type="button" onClick={() => ask({ question, words, pick: undefined })}>
                {words}
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
