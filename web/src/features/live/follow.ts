// Follows what is written, over lost connections: it goes on behind the last transaction that came, so that nothing is lost or repeated.

import { createClient, type Client } from 'graphql-ws'

import { hashOf, isUnknown, persisted, textOf } from '../../api/documents'
import { token } from '../../api/token'
import { CameDocument, type CameSubscription } from '../../gql/graphql'
import type { Came } from './came'

export interface Following {
  after: string
  /** Keys of entities; all that is written where left out. */
  about: string[] | undefined
  language: string
}

export interface Follower {
  came: (event: Came) => void
  /** Whether there is a connection; `false` while one is sought again. */
  connected: (is: boolean) => void
  /** Refused for good: for want of a token that holds, or for another cause. */
  refused?: (why: Refusal) => void
}

export type Refusal = 'signIn' | 'other'

const SOONEST = 1_000
const LATEST = 30_000

// By which a socket is closed where nobody may ask: not known, or not any more.
const FORBIDDEN = new Set([4401, 4403])
const UNKNOWN = new Set(['UNAUTHENTICATED', 'FORBIDDEN'])

/** Gives what ends it. */
export function follow({ after: start, about, language }: Following, follower: Follower, connect: () => Client = connection): () => void {
  const hash = hashOf(CameDocument)
  let text = ''
  let after = start
  let ended = false
  let wait = SOONEST
  // Where there is too much to do, a connection alone says nothing: one waits longer each time, until something came.
  let busy = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let client: Client | undefined
  let release: () => void = () => undefined

  const again = (lost: Client) => {
    if (ended || lost !== client) return
    client = undefined
    follower.connected(false)
    timer = setTimeout(begin, wait)
    wait = Math.min(wait * 2, LATEST)
  }
  // The server does not know the document by its hash yet: it is asked anew, with the text.
  const told = async (own: Client) => {
    text = await textOf(hash)
    if (ended || own !== client) return
    begin()
  }
  // The browser knows of a network that is back before a timer does.
  const online = () => {
    if (timer === undefined) return
    clearTimeout(timer)
    begin()
  }
  function begin() {
    timer = undefined
    const own = connect()
    client = own
    own.on('connected', () => {
      if (!busy) wait = SOONEST
      follower.connected(true)
    })
    release = own.subscribe<CameSubscription>(
      { query: text, variables: { after, about, language }, extensions: persisted(hash) },
      {
        next: ({ data }) => {
          if (!data || ended) return
          after = data.changes.seq
          busy = false
          follower.came(data.changes)
        },
        error: (fault) => {
          if (text === '' && Array.isArray(fault) && isUnknown(JSON.stringify(fault))) return void told(own).catch(() => again(own))
          const why = refusalOf(fault)
          busy = Array.isArray(fault) && why === undefined
          if (why === undefined) again(own)
          else if (!ended && own === client) follower.refused?.(why)
        },
        complete: () => again(own),
      },
    )
  }

  window.addEventListener('online', online)
  begin()
  return () => {
    ended = true
    clearTimeout(timer)
    window.removeEventListener('online', online)
    // The client closes its socket with its last subscription.
    release()
  }
}

// Nothing where it may be asked again later: the connection is lost, or the server has too much to do.
function refusalOf(fault: unknown): Refusal | undefined {
  if (!Array.isArray(fault)) {
    const lost = typeof fault === 'object' && fault !== null && 'code' in fault ? fault.code : undefined
    return typeof lost === 'number' && FORBIDDEN.has(lost) ? 'signIn' : undefined
  }
  const code: unknown = (fault as { extensions?: { code?: unknown } }[])[0]?.extensions?.code
  if (code === 'BUSY') return undefined
  return typeof code === 'string' && UNKNOWN.has(code) ? 'signIn' : 'other'
}

function connection(): Client {
  const url = new URL('/graphql', window.location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  const connectionParams = () => {
    const given = token()
    return given ? { authorization: `Bearer ${given}` } : {}
  }
  return createClient({ url: url.href, connectionParams, retryAttempts: 0, keepAlive: 15_000 })
}
