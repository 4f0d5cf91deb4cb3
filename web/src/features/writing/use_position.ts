// Up to where others had written when something was begun.

import { useEffect, useRef, useState } from 'react'
import { useClient } from 'urql'

import { byHash } from '../../api/documents'
import { PositionDocument } from '../../gql/graphql'

export function usePosition(): string | undefined {
  const client = useClient()
  const [seq, setSeq] = useState<string>()
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current) return
    asked.current = true
    const position = client.query(byHash(PositionDocument), {}, { requestPolicy: 'network-only' }).toPromise()
    void position.then(({ data }) => setSeq(data?.service.seq))
  }, [client])
  return seq
}
