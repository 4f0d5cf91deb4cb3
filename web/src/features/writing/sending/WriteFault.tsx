// Why nothing was written, and what to do: a token, or what others wrote meanwhile.

import type { Fault } from '../../../api/fault'
import { giveToken } from '../../../api/token'
import { useLanguage } from '../../../i18n/language'
import styles from '../Writing.module.css'
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
  const use = (given: string) => {
    giveToken(given)
    again()
  }
  return (
    <div className={styles.fault} role="alert">
      <p>
        <strong>{t(titled ? `writing.fault.${titled}` : 'writing.fault.other')}</strong>
      </p>
      {code === 'READ_ONLY' && <p>{t('writing.fault.readOnlyDo')}</p>}
      {code === 'NETWORK' ? <p>{t('writing.fault.networkDo')}</p> : code !== 'STALE' && <p>{message}</p>}
      {field && (
        <p>
          <code>{field}</code>
        </p>
      )}
      {hint && !token && code !== 'STALE' && <p>{hint}</p>}
      {code === 'STALE' && seq && behind && <Since behind={behind} upTo={seq} about={about} />}
      {token ? (
        <TokenForm give={use} word={t('writing.tokenUse')} />
      ) : (
        <button type="button" className="button" onClick={() => again(seq)}>
          {t('writing.again')}
        </button>
      )}
    </div>
  )
}
