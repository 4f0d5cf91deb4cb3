// A claim is written, looked at for what it would change, and sent.

import { useRef, useState } from 'react'

import { useAddress } from '../../address/use_address'
import { useNames } from '../../api/use_names'
import { useLanguage } from '../../i18n/language'
import { ClaimForm } from './ClaimForm'
import type { Begun } from './desk'
import { BLANK, toClaim, type Draft } from './draft'
import { Preview } from './Preview'
import { problemsOf, type Problems } from './problems'
import { Sheet, type SheetHandle } from './Sheet'
import { useCommit } from './use_commit'
import { usePosition } from './use_position'
import { WriteFault } from './WriteFault'
import styles from './Writing.module.css'

export default function ClaimDialog({ begun }: { begun: Begun }) {
  const { t } = useLanguage()
  const [, go] = useAddress()
  const sheet = useRef<SheetHandle>(null)
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
    sheet.current?.close()
  }
  const wrong = Object.keys(problems).length
  const submit = () => {
    setTried(true)
    if (looking) void write()
    else if (wrong === 0) setLooking(true)
  }
  const foot = (
    <>
      {looking && <button type="button" className={styles.back} onClick={() => setLooking(false)}>{t('writing.back')}</button>}
      {!looking && tried && wrong > 0 && <p role="alert">{t('writing.mend', { count: wrong })}</p>}
      <button type="submit" className={styles.do} disabled={busy}>
        {t(looking ? 'writing.commit' : 'writing.look')}
      </button>
    </>
  )
  return (
    <Sheet ref={sheet} title={t(looking ? 'writing.preview' : 'writing.title')} submit={submit} foot={foot}>
      {looking ? <Preview draft={draft} names={names} changes={changes} /> : <ClaimForm draft={draft} names={names} problems={shownOf(problems, tried)} change={(part) => setDraft({ ...draft, ...part })} />}
      {looking && fault && <WriteFault fault={fault} behind={known} again={(ifSeq) => void write(ifSeq)} />}
    </Sheet>
  )
}

// What is not filled in yet is no fault before somebody wants to go on.
function shownOf(problems: Problems, tried: boolean): Problems {
  return tried ? problems : Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== 'missing' && problem !== 'nothing'))
}
