// The audits of the GraphQL-over-HTTP specification, as `graphql-http` has them, against a running server: LODEGRAPH_URL says where.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { serverAudits } from 'graphql-http'

import { ready, server } from './server.js'

const audits = serverAudits({ url: new URL('/graphql', server).href, fetchFn: fetch })

test('the specification has as many audits as are known', async () => {
  await ready()
  assert.equal(audits.length, 61)
})

for (const { id, name, fn } of audits) {
  test(`${id} ${name}`, async () => {
    const result = await fn()
    if (result.status === 'ok') return
    assert.fail(`${result.reason} (status ${result.response?.status})`)
  })
}
