// What came in about what is on screen, and whether there is a connection, or why there is none for good.

import { useEffect, useMemo, useState } from 'react'

import { useAddress } from '../../address/use_address'
import { useToken } from '../../api/token'
import { useNames } from '../../api/use_names'
import { useLanguage } from '../../i18n/language'
import { useSubgraph } from '../../subgraph/use_subgraph'
import { joined, type Came } from './came'
import { follow, type Refusal } from './follow'

// More is not asked for one by one: then all that is written is told.
const MOST = 300
const SETTLED = 400

interface Following {
  events: Came[]
  connected: boolean
  refused: Refusal | undefined
  again: () => void
}

export function useCame(behind: string): Following {
  const { language } = useLanguage()
  const about = useOnScreen()
  const token = useToken()
  const [events, setEvents] = useState<Came[]>([])
  const [connected, setConnected] = useState(true)
  const [refused, setRefused] = useState<Refusal>()
  const [tries, setTries] = useState(0)

  useEffect(() => {
    if (about === undefined) return
    let end: (() => void) | undefined
    setEvents([])
    setRefused(undefined)
    // A date that is being dragged changes what is on screen at every step.
    const timer = setTimeout(() => {
      const came = (event: Came) => setEvents((events) => joined(events, event, BigInt(behind)))
      end = follow({ after: behind, about: about === '' ? undefined : about.split(' '), language }, { came, connected: setConnected, refused: setRefused })
    }, SETTLED)
    return () => {
      clearTimeout(timer)
      end?.()
    }
    // Who asks is told once, as the connection begins.
  }, [behind, about, language, token, tries])
  return { events, connected, refused, again: () => setTries((tries) => tries + 1) }
}

// Keys with a space between, so that the same are the same; empty for all; undefined until there is something.
function useOnScreen(): string | undefined {
  const [{ pick, tab }] = useAddress()
  const { subgraph, loading } = useSubgraph()
  // An address may name what is not there: of that, nothing is asked.
  const known = useNames(pick?.type === 'entity' && !subgraph.entities.has(pick.key) ? [pick.key] : [])
  return useMemo(() => {
    if (tab === 'documents') return ''
    // What is asked of may stand alone, as long as nobody supplies it.
    const keys = new Set([...subgraph.entities.keys(), ...subgraph.focus])
    for (const key of known.keys()) keys.add(key)
    if (loading || keys.size === 0) return undefined
    return keys.size > MOST ? '' : [...keys].sort().join(' ')
  }, [subgraph, loading, known, tab])
}
