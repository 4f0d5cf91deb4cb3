// The search field that takes a question: an editable combobox after the ARIA authoring practices. `/` jumps to it.

import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'

import { reading } from '../../address/options'
import { useAddress } from '../../address/use_address'
import { composes } from '../../design/composing'
import { Sign } from '../../design/Sign'
import { useLanguage } from '../../i18n/language'
import { ask } from './ask'
import styles from './AskBar.module.css'
import { questionText } from './question_text'
import { SuggestionRow } from './SuggestionRow'
import { followed, type Said } from './typed'
import { useSuggestions, type Suggestion } from './use_suggestions'
import { useWords } from './use_words'

export function AskBar() {
  const { t } = useLanguage()
  const [{ options, question }, go] = useAddress()
  const words = useWords()
  const [typed, setTyped] = useState(words)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const field = useRef<HTMLInputElement>(null)
  const list = useId()
  const suggestions = useSuggestions(open ? typed : '')
  useSlash(field)
  // What the address says, after back and forward too.
  const said = useRef<Said>({ question, words })
  useEffect(() => {
    const before = said.current
    const now = { question, words }
    said.current = now
    setTyped((typed) => followed(typed, before, now))
  }, [question, words])

  const shown = open && suggestions.length > 0
  const close = () => {
    setOpen(false)
    setActive(-1)
  }
  const choose = (suggestion: Suggestion) => {
    close()
    if (suggestion.type === 'document') return go({ ...reading(options, suggestion.key), pick: undefined })
    const said = questionText(suggestion.question, t, () => suggestion.entity.name)
    setTyped(said)
    const pick = suggestion.type === 'entity' ? ({ type: 'entity', key: suggestion.entity.key } as const) : undefined
    ask({ words: said, question: suggestion.question, pick })
  }
  const submit = () => {
    close()
    if (typed.trim()) ask({ words: typed.trim(), pick: undefined })
  }
  const press = (event: KeyboardEvent) => {
    if (composes(event)) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setOpen(true)
      const places = suggestions.length + 1
      setActive((at) => ((at + 1 + step + places) % places) - 1)
    } else if (event.key === 'Escape') {
      if (shown) close()
      else setTyped('')
    }
  }

  return (
    <search className={styles.bar}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const suggestion = shown ? suggestions[active] : undefined
          if (suggestion) choose(suggestion)
          else submit()
        }}
      >
        <Sign name="search" />
        <input
          ref={field}
          autoFocus
          role="combobox"
          type="text"
          enterKeyHint="search"
          autoComplete="off"
          spellCheck={false}
          aria-label={t('ask.label')}
          aria-autocomplete="list"
          aria-expanded={shown}
          aria-controls={list}
          aria-activedescendant={shown && active >= 0 ? `${list}-${active}` : undefined}
          placeholder={t('ask.placeholder')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setOpen(true)
            setActive(-1)
          }}
          onKeyDown={press}
          onBlur={close}
        />
        <kbd aria-hidden="true">/</kbd>
      </form>
      <ul id={list} role="listbox" aria-label={t('ask.suggestions')} className={styles.list} hidden={!shown}>
        {suggestions.map((suggestion, place) => (
          <SuggestionRow
            key={suggestion.id}
            id={`${list}-${place}`}
            suggestion={suggestion}
            active={place === active}
            choose={() => choose(suggestion)}
          />
        ))}
      </ul>
    </search>
  )
}

// From anywhere but a field that is being written in.
function useSlash(field: { current: HTMLInputElement | null }) {
  useEffect(() => {
    const jump = (event: globalThis.KeyboardEvent) => {
      const { target } = event
      const writing = target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]')
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || writing) return
      event.preventDefault()
      field.current?.focus()
      field.current?.select()
    }
    window.addEventListener('keydown', jump)
    return () => window.removeEventListener('keydown', jump)
  }, [field])
}
