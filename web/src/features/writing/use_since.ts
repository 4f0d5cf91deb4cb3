// What others wrote between two positions.

import { useEffect, useState } from 'react'

import { useLanguage } from '../../i18n/language'
import type { Came } from '../live/came'
import { follow } from '../live/follow'

export function useSince(behind: string, upTo: string): Came[] {
  const { language } = useLanguage()
  const [events, setEvents] = useState<Came[]>([])
  useEffect(() => {
    setEvents([])
    const end = follow(
      { after: behind, about: undefined, language },
      {
        came: (event) => {
          if (BigInt(event.seq) <= BigInt(upTo)) setEvents((events) => [...events, event])
          if (BigInt(event.seq) >= BigInt(upTo)) end()
        },
        connected: () => undefined,
      },
    )
    return end
  }, [behind, upTo, language])
  return events
}
