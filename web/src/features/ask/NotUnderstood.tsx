// What became of words that are no question that is known: who may be meant, and what could be asked instead.

import { useAddress } from '../../address/use_address'
import { FaultNotice, Notice } from '../../design/Notice'
import { Sign } from '../../design/Sign'
import { Skeleton } from '../../design/Skeleton'
import type { ReadQuery } from '../../gql/graphql'
import { kindText } from '../../i18n/kind'
import { useLanguage } from '../../i18n/language'
import styles from '../answer/Answer.module.css'
import { playground } from '../answer/AsGraphql'
import { ask } from './ask'
import { useReading } from './use_reading'

/** For words alone; while they are read, the shape of an answer. */
export function Words() {
  const { answer, error, again } = useReading()
  if (error) return <FaultNotice error={error} again={again} />
  if (!answer) return <Skeleton />
  return answer.understood ? <Elsewhere answer={answer} /> : <NotUnderstood answer={answer} />
}

// Understood, but of a kind that has no view of its own here.
function Elsewhere({ answer: { document, variables } }: { answer: ReadQuery['view']['ask'] }) {
  const { t } = useLanguage()
  return (
    <Notice title={t('ask.elsewhere')}>
      <a href={playground({ document: document ?? '', variables: variables ?? {} })}>{t('ask.playground')}</a>
    </Notice>
  )
}

function NotUnderstood({ answer: { message, suggestions, unclear } }: { answer: ReadQuery['view']['ask'] }) {
  const { t } = useLanguage()
  const [{ words }] = useAddress()
  const instead = (words: string) => ask({ words, pick: undefined })
  return (
    <div className={styles.welcome} role="status">
      <h2>{t('ask.notUnderstood')}</h2>
      {unclear.length === 0 && message && (
        <p className={styles.said} lang="en">
          {message}
        </p>
      )}
      {unclear.map((part) => (
        <section key={`${part.role} ${part.words}`} className={styles.examples}>
          <h3>{t(part.candidates.length > 0 ? 'ask.meant' : 'ask.nobody', { words: part.words })}</h3>
          {part.candidates.map((entity) => (
            <button key={entity.key} type="button" onClick={() => instead(words.replace(part.words, entity.key))}>
              <Sign name={`entity-${entity.kind}`} /> {entity.name} <small>{kindText(entity, t)}</small>
            </button>
          ))}
        </section>
      ))}
      {suggestions.length > 0 && (
        <section className={styles.examples}>
          <h3>{t('ask.instead')}</h3>
          {suggestions.map((suggestion) => (
            <button key={suggestion} type="button" onClick={() => instead(suggestion)}>
              {suggestion}
            </button>
          ))}
        </section>
      )}
    </div>
  )
}
