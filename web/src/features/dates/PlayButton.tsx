// Lets the date run on, a month at a time, until today or until it is stopped.

import { useEffect, useRef, useState } from 'react'

import { Sign } from '../../design/Sign'
import { useLanguage } from '../../i18n/language'
import { moved } from './days'

const PAUSE = 900

interface Props {
  /** Where it begins when it stands at the end. */
  from: string
  at: string
  to: string
  show: (day: string) => void
}

export function PlayButton({ from, at, to, show }: Props) {
  const { t } = useLanguage()
  const [playing, setPlaying] = useState(false)
  const now = useRef({ at, show })
  useEffect(() => {
    now.current = { at, show }
  })
  useEffect(() => {
    if (!playing) return
    const timer = setInterval(() => {
      const next = moved(now.current.at, 'month', 1)
      now.current.show(next < to ? next : to)
      if (next >= to) setPlaying(false)
    }, PAUSE)
    return () => clearInterval(timer)
  }, [playing, to])
  const press = () => {
    if (!playing && at >= to) show(from)
    setPlaying(!playing)
  }
  return (
    <button type="button" className="button" aria-label={t(playing ? 'dates.pause' : 'dates.play')} onClick={press}>
      <Sign name={playing ? 'pause' : 'play'} />
    </button>
  )
}
