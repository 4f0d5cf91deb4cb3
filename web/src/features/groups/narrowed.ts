// Which group is looked at: kept in the address as `only=KIND:EXPORT,STATUS:ACTIVE`, and what it comes to as a filter of relations.

import type { Question } from '../../address/question'
import type { Instrument, RelationFilter, RelationGrouping, RelationKind, Stage, Status, TieFragment } from '../../gql/graphql'

/** What a group's relations have in common, the outermost first. */
export interface Common {
  by: RelationGrouping
  key: string
}

export function printGroups(groups: readonly Common[]): string {
  return groups.map(({ by, key }) => `${by}:${key}`).join(',')
}

/** Those that fit the question's groupings; none of another question's. */
export function groupsIn(text: string | undefined, question: Question): Common[] {
  const groupings = groupingsOf(question)
  const read = (text ?? '').split(',').map((part) => {
    const colon = part.indexOf(':')
    return { by: part.slice(0, colon), key: part.slice(colon + 1) }
  })
  return groupings.flatMap((by) => {
    const key = read.find((group) => group.by === by)?.key
    return key && isFilter(by) ? [{ by, key }] : []
  })
}

/** The question's groupings, the outermost first, each once. */
export function groupingsOf({ parts: { grouping, within } }: Question): RelationGrouping[] {
  return [...new Set([grouping, within].filter((by) => by !== undefined))] as RelationGrouping[]
}

/** Whether the contract lists relations by it; where not, a group cannot be opened. */
export function isFilter(by: RelationGrouping): boolean {
  return Object.hasOwn(FILTERS, by)
}

/** What the question counts, narrowed to a group. */
export function filterOf({ parts }: Question, groups: readonly Common[]): RelationFilter {
  const whole: RelationFilter = {
    with: parts.of,
    commodity: parts.commodity,
    stage: parts.stage as Stage | undefined,
    kinds: parts.kind ? [parts.kind as RelationKind] : undefined,
  }
  return groups.reduce((filter, { by, key }) => ({ ...filter, ...FILTERS[by]?.(key) }), whole)
}

/** A filter by commodity lets wider and narrower ones pass; a group holds its own alone. */
export function belongs(tie: TieFragment, groups: readonly Common[]): boolean {
  return groups.every(({ by, key }) => by !== 'COMMODITY' || tie.commodity?.key === key)
}

const FILTERS: Partial<Record<RelationGrouping, (key: string) => RelationFilter>> = {
  KIND: (key) => ({ kinds: [key as RelationKind] }),
  STATUS: (key) => ({ statuses: [key as Status] }),
  COMMODITY: (key) => ({ commodity: key }),
  STAGE: (key) => ({ stage: key as Stage }),
  INSTRUMENT: (key) => ({ instruments: [key as Instrument] }),
  FROM: (key) => ({ from: key }),
  TO: (key) => ({ to: key }),
}
