// How the server read words, as a change of the address.

import type { Address } from '../../address/address'
import { partsOf, type Part, type QuestionKind } from '../../address/question'
import type { PartRole, QuestionKind as Asks, ReadQuery } from '../../gql/graphql'

type Reading = NonNullable<ReadQuery['view']['ask']['reading']>

const KINDS: Record<Asks, QuestionKind> = {
  SUPPLIERS: 'suppliers',
  CUSTOMERS: 'customers',
  PATHS: 'paths',
  ENTITY: 'entity',
}

const PARTS: Partial<Record<PartRole, Part>> = {
  OF: 'of',
  FROM: 'from',
  TO: 'to',
  ABOUT: 'about',
  COMMODITY: 'commodity',
  STAGE: 'stage',
}

/** The question, and the dates that the words name. A part that the page cannot show is not understood. */
export function addressOf({ asks, parts }: Reading): Pick<Address, 'question'> & Partial<Address> {
  const kind = KINDS[asks]
  const known = partsOf(kind)
  const dates: Partial<Address> = {}
  const question: Partial<Record<Part, string>> = {}
  for (const { role, value } of parts) {
    const part = PARTS[role]
    if (role === 'AS_OF') dates.asOf = value
    else if (role === 'PUBLISHED_BY') dates.publishedBy = value
    else if (role === 'KNOWN_AT') dates.knownAt = /T/.test(value) ? value : `${value}T23:59:59Z`
    else if (part && known.includes(part)) question[part] = value
    // An entity that is told about is what the page asks of.
    else if (part === 'about' && known.includes('of')) question.of = value
  }
  return { ...dates, question: { kind, parts: question } }
}
