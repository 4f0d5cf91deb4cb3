// The one way to the server: the public contract at `/graphql`, on the same origin.

import { Client, cacheExchange, fetchExchange } from 'urql'

export const client = new Client({
  url: new URL('/graphql', window.location.href).href,
  exchanges: [cacheExchange, fetchExchange],
  preferGetMethod: false,
})
