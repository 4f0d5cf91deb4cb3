// Why nothing was written, and what to do: a token, or what others wrote meanwhile.

import { useId, useState } from 'react'

import type { Fault } from '../../api/fault'
import { giveToken } from '../../api/token'
import { useLanguage } from '../../i18n/language'
import { useSince } from './use_since'
import styles from './Writing.module.css'

const TOLD = 8

interface Props {
  fault: Fault
  /** Sends it once more; behind this position, where others wrote. */
  again: (ifSeq?: string) => void
  /** The position that the writer knew. */
  behind?: string | undefined
}

export function WriteFault({ fault, again, behind }: Props) {
  const { t } = useLanguage()
  const { code, message, hint, seq, field } = fault
  const token = code === 'UNAUTHENTICATED' || code === 'FORBIDDEN'
  const title = token || code === 'STALE' || code === 'READ_ONLY' || code === 'NETWORK' ? t(`writing.fault.${code}`) : t('writing.fault.other')
  return (
    <div className={styles.fault} role="alert">
      <p>
        <strong>{title}</strong>
      </p>
      {code === 'READ_ONLY' && <p>{t('writing.fault.readOnlyDo')}</p>}
      {code === 'NETWORK' ? <p>{t('writing.fault.networkDo')}</p> : code !== 'STALE' && <p>{message}</p>}
      {field && <p><code>{field}</code></p>}
      {hint && !token && code !== 'STALE' && <p>{hint}</p>}
      {code === 'STALE' && seq && behind && <Since behind={behind} upTo={seq} />}
      {token ? <TokenForm again={again} /> : <button type="button" onClick={() => again(seq)}>{t('writing.again')}</button>}
    </div>
  )
}

function Since({ behind, upTo }: { behind: string; upTo: string }) {
  const { t } = useLanguage()
  const lines = useSince(behind, upTo).flatMap(({ claims, documents, entities }) => [
    ...claims.map(({ key, statement, retraction }) => ({ key, text: retraction ? t('writing.sinceRetracted', { statement }) : statement })),
    ...documents.map(({ key, title }) => ({ key, text: title })),
    ...entities.map(({ key, name }) => ({ key, text: name })),
  ])
  return (
    <>
      <ul className={styles.since} aria-label={t('writing.since')}>
        {lines.slice(0, TOLD).map(({ key, text }, place) => (
          <li key={`${place} ${key}`}>{text}</li>
        ))}
      </ul>
      {lines.length > TOLD && <p>{t('writing.sinceMore', { count: lines.length - TOLD })}</p>}
    </>
  )
}

function TokenForm({ again }: { again: () => void }) {
  const { t } = useLanguage()
  const id = useId()
  const [given, setGiven] = useState('')
  const use = () => {
    giveToken(given)
    again()
  }
  // It stands within forms, so that it is none itself.
  return (
    <p className={styles.token}>
      <label htmlFor={id}>{t('writing.token')}</label>
      <input
        id={id}
        type="password"
        autoComplete="off"
        value={given}
        onChange={(event) => setGiven(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          use()
        }}
      />
      <button type="button" disabled={given.trim() === ''} onClick={use}>
        {t('writing.tokenUse')}
      </button>
    </p>
  )
}
