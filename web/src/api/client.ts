// The one way to the server: the public contract at `/graphql`, on the same origin.

import { Client, cacheExchange, fetchExchange } from 'urql'

import { renewExchange } from './renew'
import { token } from './token'

export const client = new Client({
  url: new URL('/graphql', window.location.href).href,
  exchanges: [renewExchange, cacheExchange, fetchExchange],
  preferGetMethod: false,
  fetchOptions: () => {
    const given = token()
    return given ? { headers: { authorization: `Bearer ${given}` } } : {}
  },
})
