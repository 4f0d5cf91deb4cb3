import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { textOf } from '../../api/documents'
import { follow } from './follow'

vi.mock(import('../../api/documents'), async (original) => ({ ...(await original()), textOf: vi.fn() }))

type Sink = { next: (value: unknown) => void; error: (fault: unknown) => void; complete: () => void }

function server() {
  const asked: { after: string; sink: Sink }[] = []
  const connect = () => ({
    on: (name: string, said: () => void) => name === 'connected' && said(),
    subscribe: ({ variables }: { variables: { after: string } }, sink: Sink) => (asked.push({ after: variables.after, sink }), () => {}),
    dispose: () => {},
  })
  return { asked, connect: connect as never }
}

/** Somebody who follows from 4 on, and what they are told. */
function following(about?: string[]) {
  const { asked, connect } = server()
  const [came, states, why]: [string[], boolean[], string[]] = [[], [], []]
  const follower = { came: ({ seq }: { seq: string }) => came.push(seq), connected: (is: boolean) => states.push(is), refused: (refusal: string) => why.push(refusal) }
  return { asked, came, states, why, end: follow({ after: '4', about, language: 'en' }, follower, connect) }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', new EventTarget())
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const event = (seq: string) => ({ data: { changes: { seq, entities: [], documents: [], claims: [] } } })

test('after a lost connection it goes on behind what came last, later each time, until it ends', () => {
  const { asked, came, states, end } = following(['china'])
  asked[0]?.sink.next(event('7'))
  asked[0]?.sink.error(new Error('gone'))
  expect(states).toEqual([true, false])
  vi.advanceTimersByTime(1_000)
  expect(asked.map(({ after }) => after)).toEqual(['4', '7'])
  asked[1]?.sink.complete()
  window.dispatchEvent(new Event('online'))
  expect(asked.map(({ after }) => after)).toEqual(['4', '7', '7'])
  asked[2]?.sink.next(event('9'))
  expect(came).toEqual(['7', '9'])
  end()
  asked[2]?.sink.complete()
  vi.advanceTimersByTime(60_000)
  expect(asked).toHaveLength(3)
})

test('what the server refuses for good is not asked again', () => {
  const { asked, why, end } = following()
  asked[0]?.sink.error([{ message: 'nothing of this key', extensions: { code: 'NOT_FOUND' } }])
  expect(why).toEqual(['other'])
  end()
})

test('a token that holds no longer is told, and not asked with again', () => {
  const { asked, why, end } = following()
  asked[0]?.sink.error({ code: 4403, reason: 'The token has ended' })
  vi.advanceTimersByTime(60_000)
  expect([why, asked.length]).toEqual([['signIn'], 1])
  end()
})

test('a server that has too much to do is asked again, later each time until something comes', () => {
  const { asked, why, end } = following()
  const busy = [{ message: 'more is asked from this address than may be', extensions: { code: 'BUSY' } }]
  asked[0]?.sink.error(busy)
  vi.advanceTimersByTime(1_000)
  asked[1]?.sink.error(busy)
  vi.advanceTimersByTime(1_000)
  expect(asked).toHaveLength(2)
  vi.advanceTimersByTime(1_000)
  asked[2]?.sink.next(event('7'))
  asked[2]?.sink.error(new Error('gone'))
  expect(why).toEqual([])
  vi.advanceTimersByTime(4_000)
  expect(asked.map(({ after }) => after)).toEqual(['4', '4', '4', '7'])
  asked[3]?.sink.error(new Error('gone'))
  vi.advanceTimersByTime(1_000)
  expect(asked).toHaveLength(5)
  end()
})

test('where the text of a document cannot be had, it is asked by its hash again later', async () => {
  vi.mocked(textOf).mockRejectedValueOnce(new Error('not loaded'))
  const { asked, states, end } = following()
  asked[0]?.sink.error([{ message: 'unknown', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }])
  await vi.advanceTimersByTimeAsync(1_000)
  expect(states).toEqual([true, false, true])
  expect(asked).toHaveLength(2)
  end()
})
