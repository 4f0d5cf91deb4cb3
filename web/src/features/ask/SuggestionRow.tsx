// One thing that the words could mean.

import { Sign } from '../../design/Sign'
import { kindText } from '../../i18n/kind'
import { useLanguage } from '../../i18n/language'
import styles from './AskBar.module.css'
import { questionText } from './question_text'
import type { Suggestion } from './use_suggestions'

interface Props {
  id: string
  suggestion: Suggestion
  active: boolean
  choose: () => void
}

export function SuggestionRow({ id, suggestion, active, choose }: Props) {
  return (
    <li
      id={id}
      role="option"
      aria-selected={active}
      className={`${styles.option} ${active ? styles.active : ''}`}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={choose}
    >
      <Content suggestion={suggestion} />
    </li>
  )
}

function Content({ suggestion }: { suggestion: Suggestion }) {
  const { t } = useLanguage()
  switch (suggestion.type) {
    case 'question':
      return (
        <>
          <Sign name="question" />
          <span>{questionText(suggestion.question, t, () => suggestion.entity.name)}</span>
        </>
      )
    case 'entity':
      return (
        <>
          <Sign name={`entity-${suggestion.entity.kind}`} />
          <span>{suggestion.entity.name}</span>
          <small>{[kindText(suggestion.entity, t), suggestion.place].filter(Boolean).join(' · ')}</small>
        </>
      )
    case 'document':
      return (
        <>
          <Sign name="document" />
          <span>{suggestion.title}</span>
          <small>{suggestion.origin}</small>
        </>
      )
  }
}
