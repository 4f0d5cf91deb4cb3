// What is different since the date that was shown before: kept until the date moves again.

import { useEffect, useRef, useState } from 'react'

import { useLanguage } from '../../i18n/language'
import { compare, type Compared } from '../scenario/compare'
import { ChangedLines } from '../scenario/Comparison'
import styles from './Answer.module.css'
import type { Supply } from './use_supply'

interface Props {
  supply: Supply
  /** The date of the answer, and the question without it: what was asked otherwise is not compared. */
  day: string
  about: string
}

interface Seen extends Props {
  compared: Compared | undefined
  before: string
}

export function Since({ supply, day, about }: Props) {
  const { t } = useLanguage()
  const [seen, setSeen] = useState<Seen>()
  const last = useRef<Props>(undefined)
  useEffect(() => {
    const before = last.current
    last.current = { supply, day, about }
    if (!before || before.about !== about) setSeen(undefined)
    else if (before.day !== day) setSeen({ supply, day, about, before: before.day, compared: compare(nodes(before.supply), nodes(supply)) })
  }, [supply, day, about])
  if (!seen?.compared || seen.day !== day) return null
  const { gone, come, changed } = seen.compared
  if (gone.length + come.length + changed.length === 0) return null
  return (
    <section key={day} className={styles.since} aria-live="polite">
      <h3>{t('answer.since', { date: seen.before })}</h3>
      <ChangedLines compared={seen.compared} />
    </section>
  )
}

function nodes({ edges }: Supply) {
  return edges.map(({ node }) => node)
}
