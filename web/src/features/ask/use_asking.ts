// Asks in words: the address first holds the words alone, then the question that they were understood as.

import { useState } from 'react'

import { go } from '../../address/use_address'
import { useDates } from '../../api/use_view'
import { understand } from './understand'

export function useAsking() {
  const view = useDates()
  const [busy, setBusy] = useState(false)
  const ask = async (words: string) => {
    go({ words, question: undefined, pick: undefined })
    setBusy(true)
    const question = await understand(words, view)
    setBusy(false)
    if (question) go({ words, question }, 'replace')
  }
  return { ask: (words: string) => void ask(words), busy }
}
