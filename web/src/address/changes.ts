// The changes of a scenario, as the contract's `ScenarioChange` has them, and their short form in an address:
// `lift:KEY`, `impose:from,to,commodity,instrument,status`. Keys hold no comma.

export type Change =
  | { remove: string }
  | { lift: string }
  | { impose: { from: string; to: string; commodity?: string; instrument?: string; status?: string } }
  | { add: { kind: string; from: string; to: string; commodity?: string; stage?: string; status?: string } }
  | { set: { relation: string; status: string } }

export function printChange(change: Change): string {
  if ('remove' in change) return `remove:${change.remove}`
  if ('lift' in change) return `lift:${change.lift}`
  if ('set' in change) return `set:${list(change.set.relation, change.set.status)}`
  if ('impose' in change) {
    const { from, to, commodity, instrument, status } = change.impose
    return `impose:${list(from, to, commodity, instrument, status)}`
  }
  const { kind, from, to, commodity, stage, status } = change.add
  return `add:${list(kind, from, to, commodity, stage, status)}`
}

export function readChange(text: string): Change | undefined {
  const colon = text.indexOf(':')
  const [a, b, c, d, e, f] = text.slice(colon + 1).split(',').map((part) => part || undefined)
  if (colon < 0 || !a) return undefined
  switch (text.slice(0, colon)) {
    case 'remove':
      return { remove: a }
    case 'lift':
      return { lift: a }
    case 'set':
      return b ? { set: { relation: a, status: b } } : undefined
    case 'impose':
      return b ? { impose: given({ from: a, to: b, commodity: c, instrument: d, status: e }) } : undefined
    case 'add':
      return b && c ? { add: given({ kind: a, from: b, to: c, commodity: d, stage: e, status: f }) } : undefined
    default:
      return undefined
  }
}

function list(...parts: (string | undefined)[]): string {
  return parts.map((part) => part ?? '').join(',').replace(/,+$/, '')
}

function given<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T
}
