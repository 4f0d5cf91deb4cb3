// Two entities side by side, and the judgement whether they are one: which of them stays, and why.

import { useRef, useState } from 'react'

import { useAddress } from '../../address/use_address'
import { useAnswer } from '../../api/use_answer'
import { Sign } from '../../design/Sign'
import { MergeSidesDocument, type Change, type MergeSideFragment } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { EntityField } from '../ask/EntityField'
import type { Pair } from './desk'
import { Held, TextField } from './fields'
import { Sheet, type SheetHandle } from './Sheet'
import { useCommit } from './use_commit'
import { usePosition } from './use_position'
import { WriteFault } from './WriteFault'
import styles from './Writing.module.css'

export default function MergeDialog({ pair: { one, other: given } }: { pair: Pair }) {
  const { t, language } = useLanguage()
  const [, go] = useAddress()
  const sheet = useRef<SheetHandle>(null)
  const [other, setOther] = useState(given)
  const [stays, setStays] = useState(one)
  const [reason, setReason] = useState('')
  const sent = useRef<Change[]>([])
  const { send, busy, fault } = useCommit()
  const known = usePosition()
  const { data } = useAnswer(MergeSidesDocument, { ids: other ? [one, other] : [one], language })
  const sides = data?.nodes.flatMap((node) => (node?.__typename === 'Entity' ? [node] : [])) ?? []
  const whole = other !== undefined && other !== one && reason.trim() !== ''

  const write = async (changes: Change[], then: string, ifSeq = known) => {
    sent.current = changes
    if (!(await send(changes, ifSeq))) return
    go({ pick: { type: 'entity', key: then } })
    sheet.current?.close()
  }
  const into = stays === one ? one : (other ?? one)
  const from = stays === one ? (other ?? one) : one
  const merge = () => whole && void write([{ merge: { from, into, reason: reason.trim() } }], into)
  const foot = (
    <>
      <button type="button" className={styles.back} disabled={busy || !whole} onClick={() => other && void write([{ notSame: { a: one, b: other, reason: reason.trim() } }], one)}>
        {t('writing.mergeNot')}
      </button>
      <button type="submit" className={styles.do} disabled={busy || !whole}>
        {t('writing.mergeDo')}
      </button>
    </>
  )
  return (
    <Sheet ref={sheet} title={t('writing.merge')} submit={merge} foot={foot}>
      <Held>
        <EntityField
          label={t('writing.mergeOther')}
          commodity={false}
          kinds={sides[0] && [sides[0].kind]}
          value={other}
          name={other && (sides.find(({ key }) => key === other)?.name ?? other)}
          optional={false}
          change={(key) => {
            setOther(key)
            setStays(one)
          }}
        />
      </Held>
      <div className={styles.sides}>
        {sides.map((side) => (
          <Side key={side.key} side={side} stays={stays === side.key} keep={() => setStays(side.key)} />
        ))}
      </div>
      <p className={styles.faint}>{t('writing.mergeHow')}</p>
      <TextField label={t('writing.mergeReason')} long value={reason} change={setReason} />
      {fault && <WriteFault fault={fault} behind={known} again={(ifSeq) => void write(sent.current, into, ifSeq)} />}
    </Sheet>
  )
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
      <p>{[side.subkind ?? t(`entity.${side.kind}`), side.key, ...names].join(' · ')}</p>
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
