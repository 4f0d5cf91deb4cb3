// The clients that are used for subscriptions, against a running server: LODEGRAPH_URL says where. They follow what is written, lose
// the connection, and go on: nothing may be lost or come twice. And the ends of a socket, each by the code of the protocol.

import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'

import { createClient as createSseClient } from 'graphql-sse'
import { createClient as createWsClient } from 'graphql-ws'
import WebSocket from 'ws'

import { ready, server } from './server.js'

const endpoint = new URL('/graphql', server)
const socket = new URL(endpoint)
socket.protocol = 'ws:'
const patience = 10_000

before(ready)

async function ask(query, variables) {
  const body = JSON.stringify({ query, variables })
  const response = await fetch(endpoint, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const answer = await response.json()
  assert.equal(answer.errors, undefined, JSON.stringify(answer))
  return answer.data
}

const write = async (key) => {
  const changes = [{ putEntity: { key, kind: 'PLACE', names: [{ text: key, language: 'en' }] } }]
  const data = await ask('mutation($changes: [Change!]!) { commit(changes: $changes) { seq } }', { changes })
  return data.commit.seq
}

const query = 'subscription($after: Seq) { changes(after: $after) { seq entities { key } } }'

// The store may be one that was tried before: what stands there already would not be written again.
const run = Date.now().toString(36)

// Follows from a position until so many events have come, then loses the connection.
async function follow(client, after, count) {
  const seen = []
  const events = client.iterate({ query, variables: { after } })
  const late = setTimeout(() => events.return(), patience)
  for await (const { data, errors } of events) {
    assert.equal(errors, undefined)
    seen.push(data.changes)
    if (seen.length === count) break
  }
  clearTimeout(late)
  return seen
}

const clients = {
  'graphql-ws': () => createWsClient({ url: socket.href, webSocketImpl: WebSocket, retryAttempts: 0 }),
  'graphql-sse': () => createSseClient({ url: endpoint.href, retryAttempts: 0 }),
}

for (const [name, connect] of Object.entries(clients)) {
  describe(name, () => {
    test('loses and repeats nothing over lost connections, while somebody writes', async () => {
      let after = (await ask('{ service { seq } }')).service.seq
      const [written, seen] = [[], []]
      for (let round = 0; round < 4; round++) {
        const client = connect()
        const keys = [0, 1, 2].map((n) => `${name}-${run}-${round}-${n}`)
        // The first is written before the connection is there, the others while it is.
        written.push([await write(keys[0]), keys[0]])
        const following = follow(client, after, 2)
        for (const key of keys.slice(1)) written.push([await write(key), key])
        const events = await following
        client.dispose?.()
        seen.push(...events.map(({ seq, entities }) => [seq, entities[0].key]))
        after = seen.at(-1)[0]
      }
      const client = connect()
      const rest = await follow(client, after, written.length - seen.length)
      client.dispose?.()
      seen.push(...rest.map(({ seq, entities }) => [seq, entities[0].key]))
      assert.deepEqual(seen, written)
    })

    test('is answered a question on the same connection', async () => {
      const client = connect()
      for await (const { data } of client.iterate({ query: '{ entity(id: "china") { key } }' })) {
        assert.deepEqual(data, { entity: { key: 'china' } })
      }
      client.dispose?.()
    })

    for (const [query, code, message] of [
      ['subscription {', 'INVALID', /^the document cannot be read/],
      ['subscription { nothing }', 'INVALID', /^Unknown field "nothing"/],
      [`{ ${'a: __typename '.repeat(51)} }`, 'TOO_COSTLY', /fields at the root/],
    ]) {
      test(`is told what is wrong with ${query.slice(0, 24)}`, async () => {
        const client = connect()
        const told = []
        // One client is told by an error, the other by an answer that has errors.
        try {
          for await (const { errors } of client.iterate({ query })) told.push(...errors)
        } catch (errors) {
          if (!Array.isArray(errors)) throw errors
          told.push(...errors)
        }
        client.dispose?.()
        assert.deepEqual([told.length, told[0]?.extensions.code], [1, code])
        assert.match(told[0].message, message)
      })
    }
  })
}

// Says these messages on a new socket; gives the code with which it is closed.
const closed = (messages, protocol = 'graphql-transport-ws') =>
  new Promise((resolve, reject) => {
    const opened = new WebSocket(socket.href, protocol)
    opened.on('open', () => messages.forEach((m) => opened.send(typeof m === 'string' ? m : JSON.stringify(m))))
    opened.on('close', resolve)
    opened.on('error', reject)
    setTimeout(() => (opened.terminate(), reject(new Error('it stays open'))), 15_000).unref()
  })

const init = { type: 'connection_init' }
const subscribe = { type: 'subscribe', id: '1', payload: { query: 'subscription { changes { seq } }' } }

for (const [why, code, messages] of [
  ['what is no message', 4400, ['hello']],
  ['a message of no known type', 4400, [{ type: 'start' }]],
  ['a payload that is no request', 4400, [init, { ...subscribe, payload: { query: 1 } }]],
  ['an operation before it was said who asks', 4401, [subscribe]],
  ['a token that is not known', 4403, [{ ...init, payload: { authorization: 'Bearer nobody' } }]],
  ['nothing said in time', 4408, []],
  ['a second operation of one id', 4409, [init, subscribe, subscribe]],
  ['saying twice who asks', 4429, [init, init]],
]) {
  test(`a socket is closed with ${code} for ${why}`, async () => assert.equal(await closed(messages), code))
}

test('a socket that speaks another protocol is closed with 4406', async () => {
  // The library refuses what was not agreed on by itself, so nothing is proposed.
  assert.equal(await closed([], []), 4406)
})

test('a page of another site gets no socket', async () => {
  const opened = new WebSocket(socket.href, 'graphql-transport-ws', { origin: 'https://evil.example' })
  const [, response] = await new Promise((resolve) => opened.on('unexpected-response', (...all) => resolve(all)))
  assert.equal(response.statusCode, 403)
  opened.on('error', () => {})
  opened.terminate()
})
