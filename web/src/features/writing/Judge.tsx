// A judgement that needs a reason and nothing else: a claim is retracted, a merge undone, a document's text struck out.

import { useId, useState } from 'react'

import type { Change } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { RetractedPreview } from './sending/RetractedPreview'
import { useCommit } from './sending/use_commit'
import { WriteFault } from './sending/WriteFault'
import { useUnsent } from './use_unsent'
import styles from './Writing.module.css'

export type Judgement = { retract: string } | { split: string } | { strike: string }
export default function Judge({ judgement, close }: { judgement: Judgement; close: () => void }) {
  const { t } = useLanguage()
  const id = useId()
  const [reason, setReason] = useState('')
  const { send, busy, fault, behind } = useCommit()
  const what = 'retract' in judgement ? 'retract' : 'split' in judgement ? 'split' : 'strike'
  useUnsent(reason.trim() !== '')
  const write = async (ifSeq?: string) => {
    const { committed } = await send([changeOf(judgement, reason.trim())], ifSeq)
    if (committed) close()
  }
  return (
    <form
      className={styles.judge}
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim()) void write()
      }}
    >
      <label htmlFor={id}>{t(`writing.${what}.reason`)}</label>
      <input id={id} type="text" autoComplete="off" autoFocus aria-describedby={`${id}-said`} value={reason} onChange={(event) => setReason(event.target.value)} />
      {'retract' in judgement && <RetractedPreview claim={judgement.retract} />}
      <small id={`${id}-said`}>{t(`writing.${what}.final`)}</small>
      <p>
        <button type="submit" className="button" data-first="true" disabled={busy || reason.trim() === ''}>
          {t(`writing.${what}.do`)}
        </button>
        <button type="button" className="button" disabled={busy} onClick={close}>
          {t('writing.leave')}
        </button>
      </p>
      {fault && <WriteFault fault={fault} behind={behind} again={(ifSeq) => void write(ifSeq)} />}
    </form>
  )
}

function changeOf(judgement: Judgement, reason: string): Change {
  if ('retract' in judgement) return { retract: { claim: judgement.retract, reason } }
  if ('split' in judgement) return { split: { key: judgement.split, reason } }
  return { strikeText: { document: judgement.strike, reason } }
}
