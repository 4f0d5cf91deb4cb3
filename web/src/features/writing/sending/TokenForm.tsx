// A token for this session. It stands within forms, so that it is none itself.

import { useEffect, useId, useRef, useState } from 'react'

import { useLanguage } from '../../../i18n/language'
import styles from '../Writing.module.css'

interface Props {
  give: (token: string) => void
  word: string
  /** Why the one before was not taken. */
  refused?: string
}

export function TokenForm({ give, word, refused }: Props) {
  const { t } = useLanguage()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [given, setGiven] = useState('')
  useEffect(() => field.current?.focus(), [])
  return (
    <div className={styles.token}>
      <label htmlFor={id}>{t('writing.token')}</label>
      <input
        ref={field}
        id={id}
        type="password"
        autoComplete="off"
        value={given}
        aria-invalid={Boolean(refused)}
        aria-describedby={`${id}-said`}
        onChange={(event) => setGiven(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          if (given.trim()) give(given)
        }}
      />
      <button type="button" className="button" disabled={given.trim() === ''} onClick={() => give(given)}>
        {word}
      </button>
      <small id={`${id}-said`} data-problem={Boolean(refused)} role={refused ? 'alert' : undefined} lang={refused ? 'en' : undefined}>
        {refused || t('writing.tokenHint')}
      </small>
    </div>
  )
}
