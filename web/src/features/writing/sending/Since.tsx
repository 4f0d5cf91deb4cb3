// What others wrote meanwhile, in words; first what is about the same.

import { useLanguage, type Translate } from '../../../i18n/language'
import type { Came } from '../../live/came'
import styles from '../Writing.module.css'
import { useSince } from './use_since'

const TOLD = 8

interface Props {
  behind: string
  upTo: string
  /** The entities that are written of. */
  about: readonly string[]
}

export function Since({ behind, upTo, about }: Props) {
  const { t } = useLanguage()
  const all = useSince(behind, upTo)
  const touching = new Set(useSince(behind, upTo, about).map(({ seq }) => seq))
  const lines = [...all.filter(({ seq }) => touching.has(seq)), ...all.filter(({ seq }) => !touching.has(seq))].flatMap((event) => linesOf(event, t))
  return (
    <>
      {/* That none of it is cannot be said: nothing tells that all of it came. */}
      {touching.size > 0 && <p>{t('writing.sinceSame')}</p>}
      <ul className={styles.since} aria-label={t('writing.since')}>
        {lines.slice(0, TOLD).map((line, place) => (
          <li key={`${place} ${line}`}>{line}</li>
        ))}
      </ul>
      {lines.length > TOLD && <p>{t('writing.sinceMore', { count: lines.length - TOLD })}</p>}
    </>
  )
}

function linesOf({ seq, claims, documents, entities }: Came, t: Translate): string[] {
  return [
    ...claims.map(({ statement, retraction }) => t(retraction?.seq === seq ? 'writing.sinceRetracted' : 'writing.sinceClaim', { statement })),
    ...documents.map(({ title }) => t('writing.sinceDocument', { title })),
    ...entities.map(({ name }) => t('writing.sinceEntity', { name })),
  ]
}
