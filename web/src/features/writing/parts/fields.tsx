// The fields of the forms, each with its name, and under it what is wrong with it. `at` is its place in the draft.

import { useId, type ReactNode } from 'react'

import styles from '../Writing.module.css'
import { useField } from './filling'

interface Own {
  at: string
  label: string
}

interface Text extends Own {
  value: string
  change: (value: string) => void
  hint?: string
  long?: boolean
  /** What is usual here; anything else is taken too. */
  usual?: readonly string[]
}

export function TextField({ at, label, value, change, hint, long = false, usual }: Text) {
  const { id, said, wrong, own } = useField(at, hint)
  return (
    <div className={long ? `${styles.field} ${styles.long}` : styles.field}>
      <label htmlFor={id}>{label}</label>
      {long ? (
        <textarea {...own} value={value} rows={2} onChange={(event) => change(event.target.value)} />
      ) : (
        <input {...own} value={value} type="text" autoComplete="off" list={usual && `${id}-usual`} onChange={(event) => change(event.target.value)} />
      )}
      {usual && (
        <datalist id={`${id}-usual`}>
          {usual.map((choice) => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
      )}
      <Said id={id} said={said} wrong={wrong} />
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

export function ChoiceField<Value extends string>({ at, label, value, among, word, change, none }: Choice<Value>) {
  const { id, said, wrong, own } = useField(at)
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select {...own} value={value ?? ''} onChange={(event) => change(among.find((choice) => choice === event.target.value))}>
        {none !== undefined && <option value="">{none}</option>}
        {among.map((choice) => (
          <option key={choice} value={choice}>
            {word(choice)}
          </option>
        ))}
      </select>
      <Said id={id} said={said} wrong={wrong} />
    </div>
  )
}

interface Tick {
  label: string
  value: boolean
  change: (value: boolean) => void
}

export function TickField({ label, value, change }: Tick) {
  return (
    <label className={styles.tick}>
      <input type="checkbox" checked={value} onChange={(event) => change(event.target.checked)} /> {label}
    </label>
  )
}

/** What is wrong with a field, or a hint; the field says so by `aria-describedby`. */
export function Said({ id, said, wrong }: { id: string; said: string | undefined; wrong: boolean }) {
  if (!said) return null
  return (
    <small id={`${id}-said`} data-problem={wrong}>
      {said}
    </small>
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

/** What is seldom needed. `opened`: where something in it is wrong, or was given before. */
export function Further({ title, opened, children }: { title: string; opened: boolean; children: ReactNode }) {
  const id = useId()
  return (
    <details className={styles.further} open={opened || undefined}>
      <summary id={id}>{title}</summary>
      <div role="group" aria-labelledby={id}>
        {children}
      </div>
    </details>
  )
}
