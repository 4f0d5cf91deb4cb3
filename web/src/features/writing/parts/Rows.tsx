// A list of like things: each can be taken away, one more can be added.

import type { ReactNode } from 'react'

import { useLanguage } from '../../../i18n/language'
import styles from '../Writing.module.css'
import { Group } from './fields'

interface Props<Item> {
  items: readonly Item[]
  change: (items: Item[]) => void
  blank: () => Item
  /** What one of them is called, by its number from 1. */
  title: (number: number) => string
  add: string
  /** How many there must be. */
  least?: number
  children: (item: Item, change: (part: Partial<Item>) => void, place: number) => ReactNode
}

export function Rows<Item extends object>({ items, change, blank, title, add, least = 0, children }: Props<Item>) {
  const { t } = useLanguage()
  return (
    <>
      {items.map((item, place) => (
        // They have no names of their own; they are added and taken away at their places.
        <Group key={place} title={title(place + 1)}>
          {children(item, (part) => change(items.map((other, at) => (at === place ? { ...other, ...part } : other))), place)}
          {items.length > least && (
            <p className={styles.drop}>
              <button type="button" className="button" aria-label={`${t('writing.drop')}: ${title(place + 1)}`} onClick={() => change(items.filter((_, at) => at !== place))}>
                {t('writing.drop')}
              </button>
            </p>
          )}
        </Group>
      ))}
      <p>
        <button type="button" className="button" onClick={() => change([...items, blank()])}>
          {add}
        </button>
      </p>
    </>
  )
}
