// A part of the question that is an entity: press it, type, choose another.

import * as Popover from '@radix-ui/react-popover'
import { useState } from 'react'

import { useAnswer } from '../../api/use_answer'
import { useDates } from '../../api/use_view'
import { Sign } from '../../design/Sign'
import { EntitiesNamedDocument, type EntityKind } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import styles from './Understood.module.css'

const COMMODITIES: readonly EntityKind[] = ['COMMODITY']
const ACTORS: readonly EntityKind[] = ['PLACE', 'ORGANIZATION', 'FACILITY', 'INDUSTRY']

interface Props {
  label: string
  /** Whether a commodity is chosen, else an actor or a place. */
  commodity: boolean
  /** Of these kinds alone. */
  kinds?: readonly EntityKind[]
  value: string | undefined
  name: string | undefined
  optional: boolean
  change: (value: string | undefined) => void
}

export function EntityField({ label, commodity, kinds = commodity ? COMMODITIES : ACTORS, value, name, optional, change }: Props) {
  const { t } = useLanguage()
  const [open, setOpen] = useState(false)
  const said = name ?? t(optional ? 'ask.any' : 'ask.choose')
  const choose = (key: string | undefined) => {
    setOpen(false)
    change(key)
  }
  return (
    <span className={styles.part}>
      <span>{label}</span>
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger className={`button ${styles.value}`} aria-label={`${label}: ${said}`} data-missing={!optional && !value}>
          {said} <Sign name="more" />
        </Popover.Trigger>
        <Popover.Content className={`popover ${styles.popover}`} align="start" sideOffset={4}>
          <Choices kinds={kinds} choose={choose} label={label} />
        </Popover.Content>
      </Popover.Root>
      {optional && value && (
        <button type="button" className={styles.clear} aria-label={t('ask.clear', { part: label })} onClick={() => choose(undefined)}>
          <Sign name="close" />
        </button>
      )}
    </span>
  )
}

function Choices({ kinds, choose, label }: { kinds: readonly EntityKind[]; choose: (key: string) => void; label: string }) {
  const [text, setText] = useState('')
  const { data } = useAnswer(EntitiesNamedDocument, { ...useDates(), text: text.trim() || undefined, kinds: [...kinds] })
  return (
    <>
      <input type="text" className={styles.search} value={text} aria-label={label} onChange={(event) => setText(event.target.value)} />
      <ul className={styles.choices} aria-label={label}>
        {data?.view.entities.edges.map(({ node }) => (
          <li key={node.key}>
            <button type="button" onClick={() => choose(node.key)}>
              <Sign name={`entity-${node.kind}`} /> {node.name}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
