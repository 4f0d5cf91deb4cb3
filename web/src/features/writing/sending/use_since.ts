// What others wrote between two positions.

import { useEffect, useState } from 'react'

import { useLanguage } from '../../../i18n/language'
import type { Came } from '../../live/came'
import { follow } from '../../live/follow'

/** Of these entities alone, where any are given; none where the list is empty. */
export function useSince(behind: string, upTo: string, about?: readonly string[]): Came[] {
  const { language } = useLanguage()
  const [events, setEvents] = useState<Came[]>([])
  const keys = about?.join(' ')
  useEffect(() => {
    setEvents([])
    if (keys === '') return
    const end = follow(
      { after: behind, about: keys?.split(' '), language },
      {
        came: (event) => {
          if (BigInt(event.seq) <= BigInt(upTo)) setEvents((events) => [...events, event])
          if (BigInt(event.seq) >= BigInt(upTo)) end()
        },
        connected: () => undefined,
      },
    )
    return end
  }, [behind, upTo, keys, language])
  return events
}
