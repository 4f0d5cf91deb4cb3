// The fields of the form, each with its name and what is wrong with it.

import { useId, type ReactNode } from 'react'

import { useLanguage } from '../../i18n/language'
import type { Problem } from './problems'
import styles from './Writing.module.css'

interface Own {
  label: string
  problem?: Problem | undefined
}

interface Text extends Own {
  value: string
  change: (value: string) => void
  hint?: string
  long?: boolean
}

export function TextField({ label, problem, value, change, hint, long = false }: Text) {
  const { t } = useLanguage()
  const id = useId()
  const said = problem ? t(`writing.problem.${problem}`) : hint
  const own = { id, value, 'aria-invalid': problem !== undefined, 'aria-describedby': said ? `${id}-said` : undefined }
  return (
    <div className={long ? `${styles.field} ${styles.long}` : styles.field}>
      <label htmlFor={id}>{label}</label>
      {long ? (
        <textarea {...own} rows={2} onChange={(event) => change(event.target.value)} />
      ) : (
        <input {...own} type="text" autoComplete="off" onChange={(event) => change(event.target.value)} />
      )}
      {said && <small id={`${id}-said`} data-problem={problem !== undefined}>{said}</small>}
    </div>
  )
}

interface Choice<Value extends string> extends Own {
  value: Value | undefined
  among: readonly Value[]
  word: (value: Value) => string
  change: (value: Value | undefined) => void
  /** What leaving it out is called; where it may not be left out, nothing. */
  none?: string
}

export function ChoiceField<Value extends string>({ label, problem, value, among, word, change, none }: Choice<Value>) {
  const { t } = useLanguage()
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value ?? ''} aria-invalid={problem !== undefined} onChange={(event) => change(among.find((choice) => choice === event.target.value))}>
        {none !== undefined && <option value="">{none}</option>}
        {among.map((choice) => (
          <option key={choice} value={choice}>
            {word(choice)}
          </option>
        ))}
      </select>
      {problem && <small data-problem="true">{t(`writing.problem.${problem}`)}</small>}
    </div>
  )
}

export function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  )
}

/** A field of another make, with what is wrong with it. */
export function Held({ problem, children }: { problem?: Problem | undefined; children: ReactNode }) {
  const { t } = useLanguage()
  return (
    <div className={styles.held}>
      {children}
      {problem && <small data-problem="true">{t(`writing.problem.${problem}`)}</small>}
    </div>
  )
}
