// The document that a claim rests on, found by words of its title or text.

import * as Popover from '@radix-ui/react-popover'
import { useState } from 'react'

import { useAnswer } from '../../api/use_answer'
import { Sign } from '../../design/Sign'
import { DocumentsNamedDocument, TitledDocument } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import styles from './Writing.module.css'

export function DocumentField({ value, change }: { value: string | undefined; change: (key: string) => void }) {
  const { t, language } = useLanguage()
  const [open, setOpen] = useState(false)
  const { data } = useAnswer(TitledDocument, { id: value ?? '', language }, { pause: value === undefined })
  const title = data?.node?.__typename === 'Document' ? data.node.title : value
  const label = t('writing.document')
  const said = title ?? t('ask.choose')
  return (
    <div className={styles.picker}>
      <span>{label}</span>
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger className={styles.picked} aria-label={`${label}: ${said}`}>
          {said} <Sign name="more" />
        </Popover.Trigger>
        <Popover.Content className={styles.popover} align="start" sideOffset={4} aria-label={label}>
          <Choices
            choose={(key) => {
              setOpen(false)
              change(key)
            }}
          />
        </Popover.Content>
      </Popover.Root>
    </div>
  )
}

function Choices({ choose }: { choose: (key: string) => void }) {
  const { t, language } = useLanguage()
  const [text, setText] = useState('')
  const { data } = useAnswer(DocumentsNamedDocument, { text: text.trim() || undefined, language })
  return (
    <>
      <input type="text" value={text} aria-label={t('writing.documentFind')} placeholder={t('writing.documentFind')} onChange={(event) => setText(event.target.value)} />
      <ul aria-label={t('writing.document')}>
        {data?.documents.edges.map(({ node }) => (
          <li key={node.key}>
            <button type="button" onClick={() => choose(node.key)}>
              {node.title} <small>{[node.publisher?.name, node.published].filter(Boolean).join(', ')}</small>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
