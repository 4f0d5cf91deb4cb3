// Taking in what was written: all that is shown is asked again at once, and what was answered before and is not shown when it is asked next.

import { cacheExchange, mapExchange, type Client, type Exchange, type Operation, type OperationResult, type RequestPolicy } from 'urql'

// Everything that was ever asked; the client asks again only what is shown.
const known = new Map<number, Operation>()
// The last answer that came for each, and how many renewals there had been when it was asked for.
const answered = new Map<number, { behind: number; result: OperationResult }>()
let renewals = 0

/** Whatever was answered until now is no longer taken from what is kept; what is on its way is asked again too, since it may be of before. */
export function renew(client: Pick<Client, 'reexecuteOperation'>): void {
  renewals += 1
  // A copy: what is asked anew comes in at the end.
  const before = [...known.values()]
  for (const operation of before) {
    // What is on its way the client asks again only when it is told twice: the first time it forgets that it is. Anything else it asks once all the same.
    client.reexecuteOperation(operation)
    client.reexecuteOperation(operation)
  }
}

/** What becomes of an operation on its way. */
export function passing(operation: Operation): Operation {
  if (operation.kind !== 'query') return operation
  const asked = (requestPolicy: RequestPolicy): Operation => ({ ...operation, context: { ...operation.context, renewals, requestPolicy } })
  known.set(operation.key, asked('cache-first'))
  // What is kept is of before the last renewal, or of before a refusal: it may be more than one may see now.
  const last = answered.get(operation.key)
  const anew = last !== undefined && (last.behind !== renewals || last.result.error !== undefined)
  return asked(anew ? 'network-only' : operation.context.requestPolicy)
}

/** An answer that was asked for before another one and comes behind it does not take its place. */
export function arrived(result: OperationResult): OperationResult {
  const { key, kind, context } = result.operation
  if (kind !== 'query') return result
  const behind = Number(context['renewals'])
  const last = answered.get(key)
  if (last && last.behind > behind) return last.result
  answered.set(key, { behind, result })
  return result
}

/** What keeps answers: before it stands what passes it by, behind it what it is given to keep. */
export const keeping: Exchange[] = [mapExchange({ onOperation: passing }), cacheExchange, mapExchange({ onResult: arrived })]
