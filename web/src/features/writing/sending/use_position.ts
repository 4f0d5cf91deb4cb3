// Up to where others had written when something was begun.

import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient } from 'urql'

import { byHash } from '../../../api/documents'
import { faultOf, SILENT, type Fault } from '../../../api/fault'
import { BegunDocument } from '../../../gql/graphql'

/** A position, or why it cannot be had. */
export type Known = { seq: string; fault?: undefined } | { seq?: undefined; fault: Fault }

export interface Position {
  /** Nothing until the server has said it. */
  seq: string | undefined
  /** What is sent waits for it: without it nobody would be told that others wrote meanwhile. */
  known: () => Promise<Known>
}

/** `begun`: where it was begun, if that is known; it stays, whatever is asked anew beneath. */
export function usePosition(begun?: string): Position {
  const client = useClient()
  const [seq, setSeq] = useState(begun)
  const asked = useRef<Promise<Known>>(begun === undefined ? undefined : Promise.resolve({ seq: begun }))
  const known = useCallback(() => {
    asked.current ??= client
      .query(byHash(BegunDocument), {}, { requestPolicy: 'network-only' })
      .toPromise()
      .then(({ data, error }) => {
        if (!data) {
          asked.current = undefined
          return { fault: error ? faultOf(error) : SILENT }
        }
        setSeq(data.service.seq)
        return { seq: data.service.seq }
      })
    return asked.current
  }, [client])
  useEffect(() => void known(), [known])
  return { seq, known }
}
