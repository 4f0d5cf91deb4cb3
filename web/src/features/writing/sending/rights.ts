// Whether one may write here, asked by a transaction that changes nothing: the server answers it as it would any other.

import { useCallback, useEffect, useState } from 'react'
import { useClient, type Client } from 'urql'

import { byHash } from '../../../api/documents'
import { faultOf } from '../../../api/fault'
import { giveToken, token, useSignedIn } from '../../../api/token'
import { renew } from '../../../api/renew'
import { CommitDocument } from '../../../gql/graphql'

export interface Rights {
  /** `writes`, else the code of the refusal. */
  may: string
  /** What the server says of it. */
  message: string
}

async function ask(client: Client): Promise<Rights> {
  const { error } = await client.mutation(byHash(CommitDocument), { changes: [] }).toPromise()
  if (!error) return { may: 'writes', message: '' }
  const { code, message } = faultOf(error)
  return { may: code, message }
}

/** Whether a token of which this was said is kept. */
export function isKept({ may }: Rights): boolean {
  return may !== 'UNAUTHENTICATED' && may !== 'NETWORK'
}

/** A token that the server does not know is not kept: with it, nothing could be asked any more. */
export function useSignIn(): (given: string) => Promise<Rights> {
  const client = useClient()
  return useCallback(
    async (given) => {
      const before = token() ?? ''
      giveToken(given)
      const rights = await ask(client)
      if (!isKept(rights)) giveToken(before)
      // What may be read with it may be more.
      else renew(client)
      return rights
    },
    [client],
  )
}

export function useRights() {
  const client = useClient()
  const signedIn = useSignedIn()
  const giving = useSignIn()
  const [rights, setRights] = useState<Rights>()
  useEffect(() => {
    let current = true
    void ask(client).then((rights) => current && setRights(rights))
    return () => {
      current = false
    }
  }, [client, signedIn])

  const signIn = useCallback(
    async (given: string): Promise<Rights> => {
      const rights = await giving(given)
      if (isKept(rights)) setRights(rights)
      return rights
    },
    [giving],
  )
  const signOut = useCallback(() => {
    giveToken('')
    renew(client)
  }, [client])
  return { rights, signedIn, signIn, signOut }
}
