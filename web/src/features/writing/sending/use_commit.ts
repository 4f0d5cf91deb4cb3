// Sends what was written. The same changes have the same key, so that sending them again does nothing twice.

import { useRef, useState } from 'react'
import { useClient } from 'urql'

import { byHash } from '../../../api/documents'
import { faultOf, type Fault } from '../../../api/fault'
import { CommitDocument, type Change, type CommitMutation } from '../../../gql/graphql'
import { takeIn } from '../../live/taken'

export type Committed = CommitMutation['commit']
export type Sent = { committed: Committed; fault?: undefined } | { committed?: undefined; fault: Fault }

export function useCommit() {
  const client = useClient()
  const named = useRef({ changes: '', key: '' })
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Fault>()

  const send = async (changes: Change[], ifSeq?: string): Promise<Sent> => {
    const text = JSON.stringify(changes)
    if (named.current.changes !== text) named.current = { changes: text, key: newKey() }
    setBusy(true)
    setFault(undefined)
    const { key } = named.current
    const { data, error } = await client.mutation(byHash(CommitDocument), { changes, key, ifSeq }).toPromise()
    setBusy(false)
    if (data && !error) {
      takeIn(data.commit.seq)
      return { committed: data.commit }
    }
    const fault: Fault = error ? faultOf(error) : { ...SILENT }
    setFault(fault)
    // What the others wrote is to be seen in what is shown beside it.
    if (fault.code === 'STALE' && fault.seq) takeIn(fault.seq)
    return { fault }
  }
  return { send, busy, fault, forget: () => setFault(undefined) }
}

const SILENT: Fault = { code: 'NETWORK', message: '', hint: undefined, candidates: [], argument: undefined, field: undefined, change: undefined, seq: undefined }

function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-')
}
