// Ends a claim for good, with a reason.

import { useId, useState } from 'react'

import { useLanguage } from '../../i18n/language'
import { useCommit } from './use_commit'
import { WriteFault } from './WriteFault'
import styles from './Writing.module.css'

export default function Retract({ claim, close }: { claim: string; close: () => void }) {
  const { t } = useLanguage()
  const id = useId()
  const [reason, setReason] = useState('')
  const { send, busy, fault } = useCommit()
  const retract = async () => {
    if (await send([{ retract: { claim, reason: reason.trim() } }])) close()
  }
  return (
    <form
      className={styles.retract}
      onSubmit={(event) => {
        event.preventDefault()
        void retract()
      }}
    >
      <label htmlFor={id}>{t('writing.reason')}</label>
      <input id={id} type="text" autoComplete="off" autoFocus value={reason} onChange={(event) => setReason(event.target.value)} />
      <small>{t('writing.retractFinal')}</small>
      <p>
        <button type="submit" className={styles.do} disabled={busy || reason.trim() === ''}>
          {t('writing.retract')}
        </button>
        <button type="button" className={styles.back} onClick={close}>
          {t('writing.leave')}
        </button>
      </p>
      {fault && <WriteFault fault={fault} again={() => void retract()} />}
    </form>
  )
}
