// Events as moments: what happened to one thing on one date is told together, the change of its state first.

import type { HappeningFragment } from '../../gql/graphql'

export type Sort = 'state' | 'claim' | 'correction'

export interface Moment {
  key: string
  date: string
  /** The key of the relation or the observation. */
  about: string
  sort: Sort
  /** In the order of the answer; that which says what the moment is comes first. */
  events: HappeningFragment[]
}

const CORRECTIONS: ReadonlySet<HappeningFragment['kind']> = new Set(['SUPERSEDED', 'RETRACTED'])
const CLAIMS: ReadonlySet<HappeningFragment['kind']> = new Set(['CLAIMED', 'OVER'])
const ORDER: Sort[] = ['state', 'correction', 'claim']
/** In the order in which they can be chosen. */
export const SORTS: readonly Sort[] = ['state', 'claim', 'correction']

export function sortOf({ kind }: Pick<HappeningFragment, 'kind'>): Sort {
  return CORRECTIONS.has(kind) ? 'correction' : CLAIMS.has(kind) ? 'claim' : 'state'
}

/** In the order of the answer, which is that of the dates. */
export function moments(events: readonly HappeningFragment[]): Moment[] {
  const found = new Map<string, Moment>()
  for (const event of events) {
    const about = event.relation?.key ?? event.observation?.key ?? ''
    const key = `${event.date} ${about}`
    const moment = found.get(key)
    if (moment) moment.events.push(event)
    else found.set(key, { key, date: event.date, about, sort: 'claim', events: [event] })
  }
  for (const moment of found.values()) {
    moment.events.sort((a, b) => ORDER.indexOf(sortOf(a)) - ORDER.indexOf(sortOf(b)))
    moment.sort = moment.events[0] ? sortOf(moment.events[0]) : 'claim'
  }
  return [...found.values()]
}
