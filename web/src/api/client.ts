// The one way to the server: the public contract at `/graphql`, on the same origin.

import { Client, fetchExchange } from 'urql'

import { send } from './documents'
import { keeping } from './renew'
import { token } from './token'

export const client = new Client({
  url: new URL('/graphql', window.location.href).href,
  exchanges: [keeping, fetchExchange],
  preferGetMethod: false,
  fetch: send,
  fetchOptions: () => {
    const given = token()
    // By this type a question that is refused is answered with 200: that a hash is not known yet is no error, and browsers tell of every other status as one.
    return { headers: { accept: 'application/json', ...(given ? { authorization: `Bearer ${given}` } : {}) } }
  },
})
