// What can be supposed of what is selected.

import { useState } from 'react'

import { STATUSES } from '../../api/words'
import type { Status } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import styles from './Scenario.module.css'
import { useChanges } from './use_changes'

// That it is denied is what a source says, and nothing to suppose.
const SUPPOSED = STATUSES.filter((status) => status !== 'DENIED')

export function SupposeEntity({ entity }: { entity: string }) {
  const { t } = useLanguage()
  const { suppose } = useChanges()
  return (
    <p className={styles.suppose}>
      <button type="button" className="button" onClick={() => suppose({ remove: entity })}>{t('scenario.tryRemove')}</button>
    </p>
  )
}

export function SupposeRelation({ relation, kind, status }: { relation: string; kind: string; status: Status }) {
  const { t } = useLanguage()
  const { suppose } = useChanges()
  return (
    <p className={styles.suppose}>
      {kind === 'RESTRICTION' ? (
        <button type="button" className="button" onClick={() => suppose({ lift: relation })}>{t('scenario.tryLift')}</button>
      ) : (
        <button type="button" className="button" onClick={() => suppose({ remove: relation })}>{t('scenario.tryRemove')}</button>
      )}
      <SupposeStatus status={status} suppose={(status) => suppose({ set: { relation, status } })} />
    </p>
  )
}

// Chosen first and supposed by a press: the arrow keys walk through a closed list one by one.
function SupposeStatus({ status, suppose }: { status: Status; suppose: (status: Status) => void }) {
  const { t } = useLanguage()
  const [chosen, setChosen] = useState<Status>()
  return (
    <span className={styles.status}>
      <select aria-label={t('scenario.trySet')} value={chosen ?? ''} onChange={(event) => setChosen(event.target.value as Status)}>
        <option value="" disabled>{t('scenario.trySet')}</option>
        {SUPPOSED.filter((choice) => choice !== status).map((choice) => (
          <option key={choice} value={choice}>{t(`status.${choice}`)}</option>
        ))}
      </select>
      <button
        type="button"
        className="button"
        aria-disabled={!chosen}
        onClick={() => {
          if (!chosen) return
          setChosen(undefined)
          suppose(chosen)
        }}
      >
        {t('scenario.form.do')}
      </button>
    </span>
  )
}
