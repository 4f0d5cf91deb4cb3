// Sends what was written. The same changes have the same key, so that sending them again does nothing twice.

import { useRef, useState } from 'react'
import { useClient } from 'urql'

import { byHash } from '../../api/documents'
import { faultOf, type Fault } from '../../api/fault'
import { CommitDocument, type Change, type CommitMutation } from '../../gql/graphql'
import { takeIn } from '../live/taken'

export type Committed = CommitMutation['commit']

export function useCommit() {
  const client = useClient()
  const named = useRef({ changes: '', key: '' })
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Fault>()

  /** Nothing where it was refused; then `fault` says why. */
  const send = async (changes: Change[], ifSeq?: string): Promise<Committed | undefined> => {
    const text = JSON.stringify(changes)
    if (named.current.changes !== text) named.current = { changes: text, key: newKey() }
    setBusy(true)
    setFault(undefined)
    const { key } = named.current
    const { data, error } = await client.mutation(byHash(CommitDocument), { changes, key, ifSeq }).toPromise()
    setBusy(false)
    if (error) setFault(faultOf(error))
    if (error || !data) return undefined
    takeIn(data.commit.seq)
    return data.commit
  }
  return { send, busy, fault }
}

function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-')
}
