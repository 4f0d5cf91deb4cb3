// Two entities side by side, and the judgement whether they are one: which of them stays, and why.

import { useEffect, useRef, useState } from 'react'

import { useAddress } from '../../address/use_address'
import { useAnswer } from '../../api/use_answer'
import { ENTITY_KINDS } from '../../api/words'
import { FaultNotice } from '../../design/Notice'
import { Sign } from '../../design/Sign'
import { MergeSidesDocument, type Change, type MergeSideFragment } from '../../gql/graphql'
import { kindText } from '../../i18n/kind'
import { useLanguage } from '../../i18n/language'
import { putAside, type Pair } from './desk'
import type { Problems } from './drafts/problems'
import { TextField } from './parts/fields'
import { FillingContext } from './parts/filling'
import { EntityPicker } from './parts/pickers'
import { Sheet, type SheetHandle } from './parts/Sheet'
import { MergedPreview } from './sending/MergedPreview'
import { useCommit } from './sending/use_commit'
import { WriteFault } from './sending/WriteFault'
import { useUnsent } from './use_unsent'
import styles from './Writing.module.css'

type Verdict = 'merge' | 'samePerhaps' | 'notSame'

export default function MergeDialog({ pair }: { pair: Pair }) {
  const { one } = pair
  const { t, language } = useLanguage()
  const [, go] = useAddress()
  const sheet = useRef<SheetHandle>(null)
  const [other, setOther] = useState(pair.other)
  const [stays, setStays] = useState(pair.stays ?? one)
  const [reason, setReason] = useState(pair.reason ?? '')
  const [tries, setTries] = useState(0)
  const sent = useRef<Verdict>('merge')
  const { send, busy, fault, behind } = useCommit()
  const done = useRef(false)
  const { data, error, again } = useAnswer(MergeSidesDocument, { ids: other ? [one, other] : [one], language }, { anew: true })
  const sides = data?.nodes.flatMap((node) => (node?.__typename === 'Entity' ? [node] : [])) ?? []
  const problems: Problems = {}
  if (!other) problems.other = 'missing'
  else if (other === one) problems.other = 'two'
  if (reason.trim() === '') problems.reason = 'missing'
  useEffect(() => {
    if (tries > 0) sheet.current?.toFirstWrong()
  }, [tries])

  const write = async (verdict: Verdict, ifSeq?: string) => {
    if (!other || Object.keys(problems).length > 0) return setTries(tries + 1)
    sent.current = verdict
    const { committed } = await send([changeOf(verdict, one, other, stays, reason.trim())], ifSeq ?? data?.service.seq)
    if (!committed) return
    done.current = true
    sheet.current?.close()
    go({ pick: { type: 'entity', key: verdict === 'merge' ? stays : one } })
  }
  const foot = (
    <>
      {(['notSame', 'samePerhaps'] as const).map((verdict) => (
        <button key={verdict} type="button" className="button" disabled={busy} onClick={() => void write(verdict)}>
          {t(`writing.${verdict}`)}
        </button>
      ))}
      <button type="submit" className="button" data-first="true" disabled={busy}>
        {t('writing.mergeDo')}
      </button>
    </>
  )
  const typed = reason.trim() !== '' || other !== pair.other || stays !== (pair.stays ?? one)
  useUnsent(typed)
  const closed = () => {
    if (typed && !done.current) putAside({ task: { merge: { one, other, stays, reason } }, title: t('writing.merge') })
  }
  const choose = (key: string | undefined) => {
    setOther(key)
    setStays(one)
  }
  return (
    <Sheet ref={sheet} title={t('writing.merge')} submit={() => void write('merge')} foot={foot} busy={busy} closed={closed}>
      <FillingContext value={{ problems: tries > 0 ? problems : {}, names: new Map(sides.map((side) => [side.key, side])), titles: new Map() }}>
        <EntityPicker at="other" label={t('writing.mergeOther')} kinds={sides[0] ? [sides[0].kind] : ENTITY_KINDS} value={other} change={choose} />
        {error && <FaultNotice error={error} again={again} />}
        <div className={styles.sides}>
          {sides.map((side) => (
            <Side key={side.key} side={side} stays={stays === side.key} keep={() => setStays(side.key)} />
          ))}
        </div>
        {other && other !== one && <MergedPreview gone={stays === one ? other : one} stays={stays} />}
        <p className={styles.faint}>{t('writing.mergeHow')}</p>
        <TextField at="reason" label={t('writing.mergeReason')} long value={reason} change={setReason} />
      </FillingContext>
      {fault && <WriteFault fault={fault} behind={behind} about={other ? [one, other] : [one]} again={(ifSeq) => void write(sent.current, ifSeq)} />}
    </Sheet>
  )
}

function changeOf(verdict: Verdict, one: string, other: string, stays: string, reason: string): Change {
  if (verdict === 'merge') return { merge: { from: stays === one ? other : one, into: stays, reason } }
  return verdict === 'samePerhaps' ? { samePerhaps: { a: one, b: other, reason } } : { notSame: { a: one, b: other, reason } }
}

function Side({ side, stays, keep }: { side: MergeSideFragment; stays: boolean; keep: () => void }) {
  const { t } = useLanguage()
  const names = [...new Set(side.names.map(({ text }) => text))].filter((text) => text !== side.name)
  return (
    <section className={styles.side} data-stays={stays} aria-label={side.name}>
      <h3>
        <Sign name={`entity-${side.kind}`} /> {side.name}
      </h3>
      <label className={styles.tick}>
        <input type="radio" name="stays" checked={stays} onChange={keep} /> {t('writing.mergeInto', { name: side.name })}
      </label>
      <p>{[kindText(side, t), side.key, ...names].join(' · ')}</p>
      {side.description && <p>{side.description}</p>}
      {side.codes.length > 0 && <p>{side.codes.map(({ scheme, value }) => `${value} (${scheme})`).join(' · ')}</p>}
      <p>{t('writing.mergeRelations', { count: side.relations.totalCount ?? side.relations.edges.length })}</p>
      <ul>
        {side.relations.edges.map(({ node }) => (
          <li key={node.key}>
            {node.from.name} {t(`kind.${node.kind}`)} {node.to.name}
          </li>
        ))}
      </ul>
    </section>
  )
}
