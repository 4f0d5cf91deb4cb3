// The server that the tests ask: LODEGRAPH_URL says where.

import assert from 'node:assert/strict'

export const server = new URL(process.env.LODEGRAPH_URL ?? 'http://127.0.0.1:8080')

// A server that has just been started first fills its store.
export async function ready() {
  const address = new URL('/health/ready', server)
  const deadline = Date.now() + 60_000
  let last = 'no answer'
  while (Date.now() < deadline) {
    try {
      const { status } = await fetch(address)
      if (status === 200) return
      last = `status ${status}`
    } catch (error) {
      last = error.cause?.code ?? error.message
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  assert.fail(`expected 200 from ${address}, found: ${last}; hint: set LODEGRAPH_URL to a running server`)
}
