// What was answered is kept, so that what is shown again is not asked again; the answers longest unused and not shown are dropped when there are
// many. Taking in what was written: all that is shown is asked again at once, and what is not shown when it is asked next.

import { makeOperation, type Client, type Exchange, type Operation, type OperationResult } from 'urql'
import { empty, filter, fromValue, map, merge, mergeMap, pipe, share } from 'wonka'

interface Asked {
  operation: Operation
  /** Whether somebody waits for it, or shows it. */
  shown: boolean
  /** The last answer that came, and how many renewals there had been when it was asked for. */
  answer?: { behind: number; result: OperationResult }
}

const MOST = 400
// What was asked, that of the longest ago first.
const known = new Map<number, Asked>()
let renewals = 0

/** Whatever was answered until now is no longer taken from what is kept; what is on its way is asked again too, since it may be of before. */
export function renew(client: Pick<Client, 'reexecuteOperation'>): void {
  renewals += 1
  // A copy: what is asked anew comes in at the end.
  const before = [...known.values()]
  for (const { operation } of before) {
    // What is on its way the client asks again only when it is told twice: the first time it forgets that it is. Anything else it asks once all
    // the same, and what nobody shows not at all.
    client.reexecuteOperation(operation)
    client.reexecuteOperation(operation)
  }
}

/** How many answers are kept. */
export function kept(): number {
  return known.size
}

// An answer of before the last renewal, or a refusal, is not given again: the one may be more than one may see now, the other less.
function answerTo({ key, kind, context }: Operation): OperationResult | undefined {
  if (kind !== 'query') return undefined
  const answer = known.get(key)?.answer
  const good = answer !== undefined && answer.behind === renewals && answer.result.error === undefined
  return good && context.requestPolicy !== 'network-only' ? answer.result : undefined
}

function asking(operation: Operation): Operation {
  const { key, kind } = operation
  if (kind === 'teardown') {
    const asked = known.get(key)
    if (asked) asked.shown = false
  }
  if (kind !== 'query') return operation
  const answer = known.get(key)?.answer
  known.delete(key)
  known.set(key, { operation: makeOperation('query', operation, { ...operation.context, requestPolicy: 'cache-first' }), shown: true, answer })
  for (const [other, { shown }] of known) {
    if (known.size <= MOST) break
    if (!shown) known.delete(other)
  }
  return operation
}

/** An answer that was asked for before another one and comes behind it does not take its place. */
function arrived(result: OperationResult): OperationResult {
  const { key, kind, context } = result.operation
  const asked = known.get(key)
  if (kind !== 'query' || !asked) return result
  const behind = Number(context['renewals'])
  if (asked.answer && asked.answer.behind > behind) return asked.answer.result
  asked.answer = { behind, result }
  return result
}

/** Answers what is kept, and keeps what is answered. */
export const keeping: Exchange = ({ forward }) => (operations) => {
  const asked = pipe(operations, map((operation) => ({ operation: asking(operation), answer: answerTo(operation) })), share)
  return merge([
    pipe(asked, mergeMap(({ operation, answer }) => (answer ? fromValue({ ...answer, operation }) : empty))),
    pipe(
      asked,
      filter(({ answer }) => answer === undefined),
      map(({ operation }) => makeOperation(operation.kind, operation, { ...operation.context, renewals })),
      forward,
      map(arrived),
    ),
  ])
}
