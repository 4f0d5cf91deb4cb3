// The two clocks: when it is true, over a strip that shows how much happened when, and by when it was known.

import { useEffect, useMemo, useState, type KeyboardEvent } from 'react'

import { useAddress } from '../../address/use_address'
import { useAnswer } from '../../api/use_answer'
import { DensityDocument } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { dayNumber, dayOf, monthsIn, moved, today, type Step } from './days'
import { KnownBy } from './KnownBy'
import { PlayButton } from './PlayButton'
import { Strip } from './Strip'
import styles from './TimeBar.module.css'

const EARLIEST = '2010-01-01'
const STEPS: Record<string, 1 | -1> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }

export function TimeBar() {
  const { t } = useLanguage()
  const [{ asOf, publishedBy, knownAt }, go] = useAddress()
  const { data } = useAnswer(DensityDocument, { publishedBy, knownAt })
  const counted = data?.view.groupBy.claims
  const [from, to] = [dayNumber(EARLIEST), dayNumber(today())]
  const months = useMemo(() => monthsIn(counted?.groups ?? [], from, to), [counted, from, to])
  const [shown, setShown] = useDragged(asOf ?? today(), (day) => go({ asOf: day === today() ? undefined : day }, 'replace'))

  const press = (event: KeyboardEvent) => {
    const by = STEPS[event.key]
    if (!by) return
    event.preventDefault()
    const step: Step = event.shiftKey ? 'month' : event.altKey ? 'year' : 'day'
    const number = dayNumber(moved(shown, step, by))
    setShown(dayOf(Math.min(Math.max(number, from), to)))
  }

  return (
    <section className={styles.bar} aria-label={t('dates.label')}>
      <label className={styles.day}>
        <span>{t('dates.trueOn')}</span>
        <input type="date" value={shown} max="9999-12-31" onChange={(event) => event.target.value && setShown(event.target.value)} />
      </label>
      <div className={styles.scale}>
        <Strip months={months} complete={counted?.search.complete ?? true} from={from} to={to} at={dayNumber(shown)} />
        <input
          type="range"
          min={from}
          max={to}
          value={dayNumber(shown)}
          aria-label={t('dates.slider')}
          title={t('dates.slider')}
          aria-valuetext={shown}
          onChange={(event) => setShown(dayOf(Number(event.target.value)))}
          onKeyDown={press}
        />
      </div>
      <PlayButton from={months[0] ? dayOf(months[0].from) : EARLIEST} at={shown} to={today()} show={setShown} />
      <button type="button" className={`button ${styles.today}`} disabled={!asOf} onClick={() => go({ asOf: undefined })}>
        {t('dates.today')}
      </button>
      <KnownBy />
    </section>
  )
}

// Moves at once; the address, and with it the questions, follow when the hand rests for a moment.
function useDragged(day: string, settle: (day: string) => void): [string, (day: string) => void] {
  const [dragged, setDragged] = useState<string>()
  useEffect(() => {
    if (dragged === undefined) return
    const timer = setTimeout(() => {
      settle(dragged)
      setDragged(undefined)
    }, 120)
    return () => clearTimeout(timer)
  })
  return [dragged ?? day, setDragged]
}
