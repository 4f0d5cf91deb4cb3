// A claim is written, looked at for what it would change, and sent.

import { useEffect, useId, useRef, useState } from 'react'
import { useClient } from 'urql'

import { useAddress } from '../../address/use_address'
import { useNames } from '../../api/use_names'
import { Sign } from '../../design/Sign'
import { PositionDocument, type PositionQuery } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { ClaimForm } from './ClaimForm'
import { putAway, type Begun } from './desk'
import { BLANK, toClaim, type Draft } from './draft'
import { Preview } from './Preview'
import { problemsOf, type Problems } from './problems'
import { useCommit } from './use_commit'
import { WriteFault } from './WriteFault'
import styles from './Writing.module.css'

export default function ClaimDialog({ begun }: { begun: Begun }) {
  const { t } = useLanguage()
  const [, go] = useAddress()
  const title = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [draft, setDraft] = useState<Draft>({ ...BLANK, ...begun })
  const [looking, setLooking] = useState(false)
  const [tried, setTried] = useState(false)
  const { send, busy, fault } = useCommit()
  const known = usePosition()
  const names = useNames([draft.from, draft.to, draft.commodity, draft.addressee, draft.saidBy].filter((key) => key !== undefined))
  const problems = problemsOf(draft, (key) => names.get(key)?.kind)
  const changes = [{ assert: toClaim(draft) }]

  const write = async (ifSeq = known) => {
    const committed = await send(changes, ifSeq)
    if (!committed) return
    const about = committed.claims[0]?.about
    if (about && 'key' in about) go({ pick: { type: 'relation', key: about.key } })
    close()
  }
  // Closing gives the focus back to where the claim was begun.
  const close = () => dialog.current?.close()
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal()
  }, [])
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={title} onClose={putAway}>
      <form
        noValidate
        // Enter chooses in a field; what is written is sent by its button alone.
        onKeyDown={(event) => event.key === 'Enter' && event.target instanceof HTMLInputElement && event.preventDefault()}
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (looking) void write()
          else if (Object.keys(problems).length === 0) setLooking(true)
        }}
      >
        <header className={styles.head}>
          <h2 id={title}>{t(looking ? 'writing.preview' : 'writing.title')}</h2>
          <button type="button" aria-label={t('evidence.close')} onClick={close}>
            <Sign name="close" />
          </button>
        </header>
        <div className={styles.body} tabIndex={0} role="group" aria-labelledby={title}>
          {looking ? <Preview draft={draft} names={names} changes={changes} /> : <ClaimForm draft={draft} names={names} problems={shownOf(problems, tried)} change={(part) => setDraft({ ...draft, ...part })} />}
          {looking && fault && <WriteFault fault={fault} behind={known} again={(ifSeq) => void write(ifSeq)} />}
        </div>
        <footer className={styles.foot}>
          {looking && <button type="button" className={styles.back} onClick={() => setLooking(false)}>{t('writing.back')}</button>}
          {!looking && tried && Object.keys(problems).length > 0 && <p role="alert">{t('writing.mend', { count: Object.keys(problems).length })}</p>}
          <button type="submit" className={styles.do} disabled={busy}>
            {t(looking ? 'writing.commit' : 'writing.look')}
          </button>
        </footer>
      </form>
    </dialog>
  )
}

// What is not filled in yet is no fault before somebody wants to go on.
function shownOf(problems: Problems, tried: boolean): Problems {
  return tried ? problems : Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== 'missing' && problem !== 'nothing'))
}

// Up to where others had written when the claim was begun.
function usePosition(): string | undefined {
  const client = useClient()
  const [seq, setSeq] = useState<string>()
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current) return
    asked.current = true
    const position = client.query<PositionQuery>(PositionDocument.toString(), {}, { requestPolicy: 'network-only' }).toPromise()
    void position.then(({ data }) => setSeq(data?.service.seq))
  }, [client])
  return seq
}
