// The signs as paths, each of its own shape, so that nothing is told by colour alone.

import type { Access, EntityKind, Standing } from '../gql/graphql'

export type SignName =
  | `access-${Access}` | `standing-${Standing}` | `entity-${EntityKind}`
  | 'question' | 'document' | 'disputed' | 'assumed' | 'search' | 'close' | 'more' | 'play' | 'pause'

// Drawn on a field of 16 by 16; `line` is stroked, `fill` is filled.
export const SHAPES: Record<SignName, { line?: string; fill?: string }> = {
  'access-OPEN': { line: 'M3 8.5 6.5 12 13 4.5' },
  'access-AT_RISK': { line: 'M8 2.5 14.5 13.5h-13zM8 6.5v3.5M8 11.6v.6' },
  'access-RESTRICTED': { line: 'M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2z', fill: 'M8 2a6 6 0 0 1 0 12z' },
  'access-BLOCKED': { line: 'M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2zM3.8 12.2l8.4-8.4' },
  'standing-OPERATING': { fill: 'M8 3a5 5 0 1 0 0 10A5 5 0 1 0 8 3z' },
  'standing-CONTRACTED': { line: 'M8 3a5 5 0 1 0 0 10A5 5 0 1 0 8 3z', fill: 'M8 3a5 5 0 0 0 0 10z' },
  'standing-PROSPECTIVE': { line: 'M8 3a5 5 0 1 0 0 10A5 5 0 1 0 8 3z' },
  'entity-PLACE': { line: 'M8 14C5 10.5 3.5 8.3 3.5 6.2a4.5 4.5 0 0 1 9 0C12.5 8.3 11 10.5 8 14zM8 5a1.4 1.4 0 1 0 0 2.8A1.4 1.4 0 1 0 8 5z' },
  'entity-ORGANIZATION': { line: 'M3.5 14V2.5h6V14M9.5 6.5h3V14M2 14h12M5.5 5h2M5.5 8h2M5.5 11h2' },
  'entity-FACILITY': { line: 'M2 14V7l4 2.5V7l4 2.5V3h3v11z' },
  'entity-INDUSTRY': { line: 'M8 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 1 0 0-5zM8 2v2M8 12v2M2 8h2M12 8h2M3.8 3.8l1.4 1.4M10.8 10.8l1.4 1.4M12.2 3.8l-1.4 1.4M5.2 10.8l-1.4 1.4' },
  'entity-COMMODITY': { line: 'M8 1.8 13.5 5v6L8 14.2 2.5 11V5zM2.5 5 8 8l5.5-3M8 8v6' },
  question: { line: 'M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M8 12.4v.6' },
  document: { line: 'M4 2h5.5L12.5 5v9H4zM9 2v3.5h3.5M6 8.5h4.5M6 11h4.5' },
  disputed: { line: 'M2 5.5h9.5M9 3l2.5 2.5L9 8M14 10.5H4.5M7 8 4.5 10.5 7 13' },
  assumed: { line: 'M3 13l7.5-7.5 1.8 1.8L5 14H3zM11.5 2v3M10 3.5h3' },
  search: { line: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 1 0 0-9zM10.5 10.5 14 14' },
  close: { line: 'M3.5 3.5l9 9M12.5 3.5l-9 9' },
  more: { line: 'M4 6l4 4 4-4' },
  play: { fill: 'M4.5 2.5v11l9-5.5z' },
  pause: { fill: 'M4 3h3v10H4zM9 3h3v10H9z' },
}
