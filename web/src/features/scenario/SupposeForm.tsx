// Supposes a restriction or a relation that is not there. What is there is changed from its evidence.

import { useState } from 'react'

import type { Change } from '../../address/changes'
import { useNames } from '../../api/use_names'
import type { Instrument, RelationKind } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { EntityField } from '../ask/EntityField'
import styles from './Scenario.module.css'

const INSTRUMENTS: Instrument[] = ['BAN', 'LICENSING', 'QUOTA', 'TAX', 'CONTROL', 'OTHER']
const KINDS: RelationKind[] = ['EXPORT', 'CONTRACT', 'NEGOTIATION', 'OPERATION', 'OWNERSHIP', 'LOCATION', 'MEMBERSHIP']

export function SupposeForm({ suppose }: { suppose: (change: Change) => void }) {
  const { t } = useLanguage()
  const [what, setWhat] = useState<'impose' | 'add'>('impose')
  const [ends, setEnds] = useState<{ from?: string; to?: string; commodity?: string }>({})
  const [instrument, setInstrument] = useState<Instrument>('BAN')
  const [kind, setKind] = useState<RelationKind>('EXPORT')
  const names = useNames(Object.values(ends).filter((key) => key !== undefined))
  const { from, to, commodity } = ends
  const whole = from !== undefined && to !== undefined

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (!whole) return
        const parts = commodity ? { from, to, commodity } : { from, to }
        suppose(what === 'impose' ? { impose: { ...parts, instrument } } : { add: { ...parts, kind } })
      }}
    >
      <p className={styles.choice}>
        {(['impose', 'add'] as const).map((choice) => (
          <label key={choice}>
            <input type="radio" name="suppose" checked={what === choice} onChange={() => setWhat(choice)} />
            {t(`scenario.form.${choice}`)}
          </label>
        ))}
      </p>
      {(['from', 'to', 'commodity'] as const).map((part) => (
        <EntityField
          key={part}
          label={t(`part.${part}`)}
          commodity={part === 'commodity'}
          value={ends[part]}
          name={ends[part] && (names.get(ends[part])?.name ?? ends[part])}
          optional={part === 'commodity'}
          change={(value) => setEnds({ ...ends, [part]: value })}
        />
      ))}
      {what === 'impose' ? (
        <label className={styles.field}>
          <span>{t('scenario.form.instrument')}</span>
          <select value={instrument} onChange={(event) => setInstrument(event.target.value as Instrument)}>
            {INSTRUMENTS.map((choice) => (
              <option key={choice} value={choice}>{t(`instrument.${choice}`)}</option>
            ))}
          </select>
        </label>
      ) : (
        <label className={styles.field}>
          <span>{t('scenario.form.kind')}</span>
          <select value={kind} onChange={(event) => setKind(event.target.value as RelationKind)}>
            {KINDS.map((choice) => (
              <option key={choice} value={choice}>{t(`kinds.${choice}`)}</option>
            ))}
          </select>
        </label>
      )}
      <button type="submit" className={styles.do} disabled={!whole}>
        {t('scenario.form.do')}
      </button>
    </form>
  )
}
