// Supposes that a restriction or a relation came, or that somebody fell away. What is there already is changed from its evidence.

import { useState } from 'react'

import type { Change } from '../../address/changes'
import { useNames } from '../../api/use_names'
import { INSTRUMENTS, KINDS } from '../../api/words'
import type { Instrument, RelationKind } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { EntityField } from '../ask/EntityField'
import styles from './Scenario.module.css'

const WHAT = ['impose', 'add', 'remove'] as const
// Along which goods flow between two that trade, run, own or hold each other; a restriction has a form of its own.
const NOT_ADDED: ReadonlySet<RelationKind> = new Set(['RESTRICTION', 'PRODUCTION', 'CONSUMPTION', 'SUPPORT'])
const ADDED = KINDS.filter((kind) => !NOT_ADDED.has(kind))

type End = 'from' | 'to' | 'commodity' | 'what'

export function SupposeForm({ suppose }: { suppose: (change: Change) => void }) {
  const { t } = useLanguage()
  const [what, setWhat] = useState<(typeof WHAT)[number]>('impose')
  const [ends, setEnds] = useState<Partial<Record<End, string>>>({})
  const [instrument, setInstrument] = useState<Instrument>('BAN')
  const [kind, setKind] = useState<RelationKind>('EXPORT')
  const names = useNames(Object.values(ends).filter((key) => key !== undefined))
  const change = changeOf(what, ends, instrument, kind)
  const asked: End[] = what === 'remove' ? ['what'] : ['from', 'to', 'commodity']

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (change) suppose(change)
      }}
    >
      <p className={styles.choice}>
        {WHAT.map((choice) => (
          <label key={choice}>
            <input type="radio" name="suppose" checked={what === choice} onChange={() => setWhat(choice)} />
            {t(`scenario.form.${choice}`)}
          </label>
        ))}
      </p>
      {asked.map((part) => (
        <EntityField
          key={part}
          label={part === 'what' ? t('scenario.form.what') : t(`part.${part}`)}
          commodity={part === 'commodity'}
          value={ends[part]}
          name={ends[part] && (names.get(ends[part])?.name ?? ends[part])}
          optional={part === 'commodity'}
          change={(value) => setEnds({ ...ends, [part]: value })}
        />
      ))}
      {what === 'impose' && <Choice label={t('scenario.form.instrument')} value={instrument} choices={INSTRUMENTS} say={(choice) => t(`instrument.${choice}`)} choose={setInstrument} />}
      {what === 'add' && <Choice label={t('scenario.form.kind')} value={kind} choices={ADDED} say={(choice) => t(`kinds.${choice}`)} choose={setKind} />}
      <button type="submit" className="button" data-first="true" disabled={!change}>
        {t('scenario.form.do')}
      </button>
      <p className={styles.hint}>{t('scenario.form.there')}</p>
    </form>
  )
}

function changeOf(what: (typeof WHAT)[number], ends: Partial<Record<End, string>>, instrument: Instrument, kind: RelationKind): Change | undefined {
  if (what === 'remove') return ends.what === undefined ? undefined : { remove: ends.what }
  const { from, to, commodity } = ends
  if (from === undefined || to === undefined) return undefined
  const parts = commodity ? { from, to, commodity } : { from, to }
  return what === 'impose' ? { impose: { ...parts, instrument } } : { add: { ...parts, kind } }
}

interface ChoiceProps<Value> {
  label: string
  value: Value
  choices: readonly Value[]
  say: (choice: Value) => string
  choose: (choice: Value) => void
}

function Choice<Value extends string>({ label, value, choices, say, choose }: ChoiceProps<Value>) {
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <select value={value} onChange={(event) => choose(event.target.value as Value)}>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {say(choice)}
          </option>
        ))}
      </select>
    </label>
  )
}
