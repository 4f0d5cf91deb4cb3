// Taking in what was written: all that is shown is asked again at once, and what was answered before and is not shown when it is asked next.

import { mapExchange, type Client, type Operation } from 'urql'

const shown = new Map<number, Operation>()
// Asked anew since the last renewal; undefined before the first, when all that is kept is as new as the page.
let renewed: Set<number> | undefined

/** Whatever was answered until now is no longer taken from what is kept. */
export function renew(client: Pick<Client, 'reexecuteOperation'>): void {
  renewed = new Set()
  // A copy: what is asked anew comes in at the end.
  const before = [...shown.values()]
  for (const operation of before) client.reexecuteOperation(operation)
}

/** What becomes of an operation on its way. */
export function passing(operation: Operation): Operation {
  if (operation.kind === 'teardown') shown.delete(operation.key)
  if (operation.kind !== 'query') return operation
  shown.set(operation.key, operation)
  if (!renewed || renewed.has(operation.key)) return operation
  renewed.add(operation.key)
  return { ...operation, context: { ...operation.context, requestPolicy: 'network-only' } }
}

/** Stands before the exchange that keeps answers. */
export const renewExchange = mapExchange({ onOperation: passing })
