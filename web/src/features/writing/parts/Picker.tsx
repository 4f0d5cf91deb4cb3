// A field that names something by its key: type, choose. What is not there yet can be made on the way.

import { useId, useRef, useState, type KeyboardEvent } from 'react'

import { composes } from '../../../design/composing'
import { Sign } from '../../../design/Sign'
import { useLanguage } from '../../../i18n/language'
import styles from '../Writing.module.css'
import { Said } from './fields'
import { useField } from './filling'

export interface Choice {
  key: string
  name: string
  sign?: Parameters<typeof Sign>[0]['name']
  /** What tells it from others of the name. */
  more?: string
}

export interface Found {
  choices: readonly Choice[]
  /** Whether they are those of the words, and not of the words before. */
  settled: boolean
}

interface Props {
  at: string
  label: string
  /** What is chosen, by its name. */
  said: string | undefined
  /** Those that fit the words; asked for while the list is open. */
  useFound: (words: string | undefined, open: boolean) => Found
  choose: (key: string) => void
  /** Where it may be left out. */
  clear?: (() => void) | undefined
  /** Makes one that is not there; the words are its name. */
  make?: { word: string; begin: (words: string) => void } | undefined
  hint?: string
}

export function Picker({ at, label, said: chosen, useFound, choose, clear, make, hint }: Props) {
  const { t } = useLanguage()
  const { id, said, wrong, own } = useField(at, hint)
  const list = useId()
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState<string>()
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const { choices: found, settled } = useFound(typed?.trim() || undefined, open)
  const count = found.length + (make ? 1 : 0)
  const shown = open && count > 0
  const marked = Math.min(active, count - 1)

  const close = () => {
    setOpen(false)
    setTyped(undefined)
    setActive(0)
  }
  const take = (place: number) => {
    const choice = found[place]
    const words = typed?.trim() ?? ''
    close()
    if (choice) choose(choice.key)
    else make?.begin(words)
  }
  const press = (event: KeyboardEvent) => {
    if (composes(event)) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      if (open && count > 0) setActive((marked + step + count) % count)
      setOpen(true)
    } else if (event.key === 'Enter' && shown) {
      event.preventDefault()
      if (settled) take(marked)
    } else if (event.key === 'Escape' && open) {
      // The dialog around it would close.
      event.preventDefault()
      event.stopPropagation()
      close()
    }
  }
  const leave = () => {
    if (typed?.trim() === '' && chosen !== undefined) clear?.()
    close()
  }
  return (
    <div className={`${styles.field} ${styles.picker}`}>
      <label htmlFor={id}>{label}</label>
      <input
        {...own}
        ref={field}
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={list}
        aria-activedescendant={shown ? `${list}-${marked}` : undefined}
        placeholder={t(clear ? 'writing.any' : 'writing.choose')}
        value={typed ?? chosen ?? ''}
        onFocus={(event) => event.target.select()}
        onClick={() => setOpen(true)}
        onChange={(event) => {
          setTyped(event.target.value)
          setOpen(true)
          setActive(0)
        }}
        onKeyDown={press}
        onBlur={leave}
      />
      {clear && chosen !== undefined && (
        <button type="button" className={styles.clear} aria-label={t('ask.clear', { part: label })} onClick={clear}>
          <Sign name="close" />
        </button>
      )}
      <ul id={list} role="listbox" aria-label={label} className={styles.choices} hidden={!shown}>
        {shown &&
          [...found, ...(make ? [{ key: '', name: typed?.trim() ? t('writing.makeNamed', { what: make.word, name: typed.trim() }) : t('writing.make', { what: make.word }) }] : [])].map((choice, place) => (
            <Option key={choice.key} id={`${list}-${place}`} choice={choice} active={place === marked} take={() => take(place)} />
          ))}
      </ul>
      <Said id={id} said={said} wrong={wrong} />
    </div>
  )
}

function Option({ id, choice: { key, name, sign, more }, active, take }: { id: string; choice: Choice; active: boolean; take: () => void }) {
  return (
    // The field keeps the focus, so that a press does not close the list first.
    <li id={id} role="option" aria-selected={active} data-make={key === ''} onMouseDown={(event) => event.preventDefault()} onClick={take}>
      {sign && <Sign name={sign} />} {key === '' && <span aria-hidden="true">+</span>} {name} {more && <small>{more}</small>}
    </li>
  )
}
