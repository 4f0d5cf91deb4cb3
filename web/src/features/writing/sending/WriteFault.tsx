// Why nothing was written, and what to do: a token, or what others wrote meanwhile.

import { useState } from 'react'

import type { Fault } from '../../../api/fault'
import { useLanguage } from '../../../i18n/language'
import styles from '../Writing.module.css'
import { isKept, useSignIn } from './rights'
import { Since } from './Since'
import { TokenForm } from './TokenForm'

interface Props {
  fault: Fault
  /** Sends it once more; behind this position, where others wrote. */
  again: (ifSeq?: string) => void
  /** The position that the writer knew. */
  behind?: string | undefined
  /** The entities that are written of. */
  about?: readonly string[]
}

const TITLED = ['UNAUTHENTICATED', 'FORBIDDEN', 'STALE', 'READ_ONLY', 'NETWORK'] as const

export function WriteFault({ fault, again, behind, about = [] }: Props) {
  const { t } = useLanguage()
  const { code, message, hint, seq, field } = fault
  const token = code === 'UNAUTHENTICATED' || code === 'FORBIDDEN'
  const titled = TITLED.find((known) => known === code)
  return (
    <div className={styles.fault} role="alert">
      <p>
        <strong>{t(titled ? `writing.fault.${titled}` : 'writing.fault.other')}</strong>
      </p>
      {code === 'READ_ONLY' && <p>{t('writing.fault.readOnlyDo')}</p>}
      {code === 'NETWORK' ? <p>{t('writing.fault.networkDo')}</p> : code !== 'STALE' && <p lang="en">{message}</p>}
      {field && (
        <p>
          <code>{field}</code>
        </p>
      )}
      {hint && !token && code !== 'STALE' && <p lang="en">{hint}</p>}
      {code === 'STALE' && seq && behind && <Since behind={behind} upTo={seq} about={about} />}
      {token ? (
        <Token again={again} />
      ) : (
        <button type="button" className="button" onClick={() => again(seq)}>
          {t('writing.again')}
        </button>
      )}
    </div>
  )
}

function Token({ again }: { again: () => void }) {
  const { t } = useLanguage()
  const signIn = useSignIn()
  const [refused, setRefused] = useState('')
  const give = async (given: string) => {
    const said = await signIn(given)
    if (isKept(said)) again()
    else setRefused(said.message)
  }
  return <TokenForm give={(given) => void give(given)} word={t('writing.tokenUse')} refused={refused} />
}
