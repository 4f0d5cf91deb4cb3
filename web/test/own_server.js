// A server of a test's own, with an empty store, for what cannot be tried on the one that all ask: LODEGRAPH names the program.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const program = process.env.LODEGRAPH ?? fileURLToPath(new URL('../../target/debug/lodegraph', import.meta.url))

async function run(args, begins) {
  assert.ok(existsSync(program), `expected a program at ${program}; hint: \`cargo build\`, or LODEGRAPH=/path/to/lodegraph`)
  // The signal of a file that grows beyond what it may is passed over, so that writing fails as on a full disk.
  const child = spawn('bash', ['-c', `trap '' XFSZ; ${begins} exec "$0" "$@"`, program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { out: '', err: '' }
  child.stdout.on('data', (data) => (said.out += data))
  child.stderr.on('data', (data) => (said.err += data))
  return { child, said }
}

/** A token of this role, and the lines of the settings that let it in. */
export async function token(role) {
  const { child, said } = await run(['token', role, '--role', role], '')
  await new Promise((resolve) => child.on('close', resolve))
  const [secret] = /lodegraph_[0-9a-f]+/.exec(said.err) ?? assert.fail(`expected a token, found: ${said.err}`)
  return { secret, lines: said.out }
}

/** `settings` are lines of the file; a `disk` has so many KiB. `stop` ends it, `start` begins anew at the same address, `end` takes its store away too. */
export async function serve({ settings = '', disk } = {}) {
  const place = mkdtempSync(join(tmpdir(), 'lodegraph-'))
  const config = join(place, 'lodegraph.toml')
  writeFileSync(config, settings)
  let child, closed, url
  const start = async () => {
    const args = ['serve', '--data-dir', join(place, 'data'), '--listen', url ? new URL(url).host : '127.0.0.1:0', '--empty', '--config', config]
    const running = await run(args, disk ? `ulimit -f ${disk};` : '')
    const { said } = running
    child = running.child
    closed = new Promise((resolve) => child.on('close', resolve))
    const deadline = Date.now() + 60_000
    let found
    while (!found) {
      found = /http:\/\/[\d.]+:\d+/.exec(said.err + said.out)?.[0]
      if (child.exitCode !== null || Date.now() > deadline) assert.fail(`expected a server, found: ${said.err}${said.out}`)
      if (!found) await new Promise((resolve) => setTimeout(resolve, 50))
    }
    url = found
  }
  const stop = async () => {
    child.kill()
    await closed
  }
  await start()
  const commit = async (changes, secret) => {
    const headers = { 'content-type': 'application/json', ...(secret && { authorization: `Bearer ${secret}` }) }
    const body = JSON.stringify({ query: 'mutation($changes: [Change!]!) { commit(changes: $changes) { seq } }', variables: { changes } })
    return (await fetch(new URL('/graphql', url), { method: 'POST', headers, body })).json()
  }
  const end = async () => {
    await stop()
    rmSync(place, { recursive: true, force: true })
  }
  return { url: new URL(url), commit, start, stop, end }
}
