// What came in about what is on screen, and whether there is a connection.

import { useEffect, useMemo, useState } from 'react'

import { useAddress } from '../../address/use_address'
import { useLanguage } from '../../i18n/language'
import { useSubgraph } from '../../subgraph/use_subgraph'
import { joined, type Came } from './came'
import { follow } from './follow'

// More is not asked for one by one: then all that is written is told.
const MOST = 300
const SETTLED = 400

export function useCame(behind: string): { events: Came[]; connected: boolean } {
  const { language } = useLanguage()
  const about = useOnScreen()
  const [events, setEvents] = useState<Came[]>([])
  const [connected, setConnected] = useState(true)

  useEffect(() => {
    if (about === undefined) return
    let end: (() => void) | undefined
    setEvents([])
    // A date that is being dragged changes what is on screen at every step.
    const timer = setTimeout(() => {
      const came = (event: Came) => setEvents((events) => joined(events, event, BigInt(behind)))
      end = follow({ after: behind, about: about === '' ? undefined : about.split(' '), language }, { came, connected: setConnected })
    }, SETTLED)
    return () => {
      clearTimeout(timer)
      end?.()
    }
  }, [behind, about, language])
  return { events, connected }
}

// Keys with a space between, so that the same are the same; empty for all; undefined until there is something.
function useOnScreen(): string | undefined {
  const [{ pick, tab }] = useAddress()
  const { subgraph, loading } = useSubgraph()
  return useMemo(() => {
    if (tab === 'documents') return ''
    // What is asked of may stand alone, as long as nobody supplies it.
    const keys = new Set([...subgraph.entities.keys(), ...subgraph.focus])
    if (pick?.type === 'entity') keys.add(pick.key)
    if (loading || keys.size === 0) return undefined
    return keys.size > MOST ? '' : [...keys].sort().join(' ')
  }, [subgraph, loading, pick, tab])
}
