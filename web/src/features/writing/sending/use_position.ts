// Up to where others had written when something was begun.

import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient } from 'urql'

import { byHash } from '../../../api/documents'
import { BegunDocument } from '../../../gql/graphql'

export interface Position {
  /** Nothing until the server has said it. */
  seq: string | undefined
  /** What is sent waits for it: without it nobody would be told that others wrote meanwhile. */
  known: () => Promise<string | undefined>
}

/** `begun`: where it was begun, if that is known; it stays, whatever is asked anew beneath. */
export function usePosition(begun?: string): Position {
  const client = useClient()
  const [seq, setSeq] = useState(begun)
  const asked = useRef<Promise<string | undefined>>(begun === undefined ? undefined : Promise.resolve(begun))
  const known = useCallback(() => {
    asked.current ??= client
      .query(byHash(BegunDocument), {}, { requestPolicy: 'network-only' })
      .toPromise()
      .then(({ data }) => {
        if (data) setSeq(data.service.seq)
        else asked.current = undefined
        return data?.service.seq
      })
    return asked.current
  }, [client])
  useEffect(() => void known(), [known])
  return { seq, known }
}
