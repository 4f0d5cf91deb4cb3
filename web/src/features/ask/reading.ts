// How the server read words, as a change of the address.

import type { Address } from '../../address/address'
import { printChange, readChange, type Change } from '../../address/changes'
import { partsOf, type Part, type QuestionKind } from '../../address/question'

interface Reading {
  readonly asks: string
  readonly parts: readonly { readonly role: string; readonly value: string }[]
}

// By the contract's words. What is supposed to be otherwise is asked of the suppliers in that world.
const KINDS: Record<string, QuestionKind> = {
  SUPPLIERS: 'suppliers',
  CUSTOMERS: 'customers',
  PATHS: 'paths',
  WHY_NOT: 'whyNot',
  EXPOSURE: 'exposure',
  CONCENTRATION: 'concentration',
  CHOKEPOINTS: 'chokepoints',
  CONFLICTS: 'conflicts',
  TIMELINE: 'timeline',
  DIFF: 'diff',
  NET_TRADE: 'netTrade',
  GROUPS: 'groups',
  WHAT_IF: 'suppliers',
  ENTITY: 'entity',
}

const PARTS: Record<string, Part> = {
  OF: 'of',
  FROM: 'from',
  TO: 'to',
  ABOUT: 'about',
  COMMODITY: 'commodity',
  STAGE: 'stage',
  METRIC: 'metric',
  TO_DATE: 'toDate',
  GROUPING: 'grouping',
}

/** The question, the dates that the words name, what they suppose; nothing for a kind of question that the page does not show. */
export function addressOf({ asks, parts }: Reading, variables: unknown): Partial<Address> | undefined {
  const kind = KINDS[asks]
  if (!kind) return undefined
  const known = partsOf(kind)
  const found: Partial<Address> = {}
  const question: Partial<Record<Part, string>> = {}
  for (const { role, value } of parts) {
    const part = PARTS[role]
    if (role === 'AS_OF') found.asOf = value
    else if (role === 'PUBLISHED_BY') found.publishedBy = value
    else if (role === 'KNOWN_AT') found.knownAt = /T/.test(value) ? value : `${value}T23:59:59Z`
    else if (part && known.includes(part)) question[part] = value
    // Whom it is told of is whom the page asks about.
    else if (part === 'about' && known.includes('of')) question.of = value
    else if (part === 'of' && known.includes('about')) question.about = value
  }
  if (kind === 'timeline' || kind === 'documents') found.tab = kind
  if (asks === 'WHAT_IF') {
    found.changes = changesIn(variables)
    // Where nobody's supply is named, what is supposed is seen at whom it befalls.
    const befallen = parts.find(({ role }) => role === 'IF_TO' || role === 'IF_REMOVED')?.value
    if (!question.of && befallen) return { ...found, question: { kind: 'entity', parts: { of: befallen } } }
  }
  return { ...found, question: { kind, parts: question } }
}

// Each as an address would hold it, so that nothing else comes in.
function changesIn(variables: unknown): Change[] {
  const changes = typeof variables === 'object' && variables !== null && 'changes' in variables ? variables.changes : []
  if (!Array.isArray(changes)) return []
  return changes.flatMap((change) => (typeof change === 'object' && change !== null ? (readChange(printChange(change as Change)) ?? []) : []))
}
