// Sends what was written, held to the position that it was begun at. The same changes have the same key, so that sending them again does
// nothing twice.

import { useRef, useState } from 'react'
import { useClient } from 'urql'

import { byHash } from '../../../api/documents'
import { faultOf, SILENT, type Fault } from '../../../api/fault'
import { CommitDocument, type Change, type CommitMutation } from '../../../gql/graphql'
import { takeIn } from '../../live/taken'
import { usePosition } from './use_position'

export type Committed = CommitMutation['commit']
export type Sent = { committed: Committed; fault?: undefined } | { committed?: undefined; fault: Fault }

/** `begun`: where it was begun, if that is known. */
export function useCommit(begun?: string) {
  const client = useClient()
  const position = usePosition(begun)
  const named = useRef({ changes: '', key: '' })
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Fault>()
  // Up to where what others wrote was known when it was sent.
  const [behind, setBehind] = useState<string>()

  /** `ifSeq`: up to where what others wrote is known. Where not even the position can be had, nothing is sent. */
  const send = async (changes: Change[], ifSeq?: string): Promise<Sent> => {
    const text = JSON.stringify(changes)
    if (named.current.changes !== text) named.current = { changes: text, key: newKey() }
    setBusy(true)
    setFault(undefined)
    const known = ifSeq === undefined ? await position.known() : { seq: ifSeq }
    const sent: Sent = known.seq === undefined ? { fault: known.fault } : await sendTo(changes, known.seq)
    setBusy(false)
    if (sent.committed) takeIn(sent.committed.seq)
    else setFault(sent.fault)
    // What the others wrote is to be seen in what is shown beside it.
    if (sent.fault?.code === 'STALE' && sent.fault.seq) takeIn(sent.fault.seq)
    return sent
  }
  const sendTo = async (changes: Change[], ifSeq: string): Promise<Sent> => {
    setBehind(ifSeq)
    const { key } = named.current
    const { data, error } = await client.mutation(byHash(CommitDocument), { changes, key, ifSeq }).toPromise()
    return data && !error ? { committed: data.commit } : { fault: error ? faultOf(error) : SILENT }
  }
  return { send, busy, fault, forget: () => setFault(undefined), behind: behind ?? position.seq }
}

function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-')
}
