// A claim that is being written, as the form holds it, and as the contract takes it.

import type { Change as Supposed } from '../../address/changes'
import type { AboutInput, ClaimInput, ClaimMode, Instrument, MeasureInput, Metric, RelationKind, Stage, Status } from '../../gql/graphql'
import { readFigure } from './figure_text'
import { hasCommodity, wordsOf } from './model'

export interface MeasureDraft {
  metric: Metric
  figure: string
  unit: string
  basis: string
  periodFrom: string
  periodTo: string
  asPrinted: string
}

export interface Draft {
  kind: RelationKind
  from?: string | undefined
  to?: string | undefined
  commodity?: string | undefined
  stage?: Stage | undefined
  number: string
  instrument: Instrument
  addressee?: string | undefined
  /** Purpose, topic or means. */
  words: string
  signed: string
  aboutSupply: boolean
  mode: ClaimMode
  saidBy?: string | undefined
  /** Nothing where it says figures alone. */
  status?: Status | undefined
  validFrom: string
  validTo: string
  measures: MeasureDraft[]
  document?: string | undefined
  locator: string
  quote: string
}

export const BLANK: Draft = {
  kind: 'EXPORT', number: '', instrument: 'CONTROL', words: '', signed: '', aboutSupply: true,
  mode: 'REPORTED', status: 'ACTIVE', validFrom: '', validTo: '', measures: [], locator: '', quote: '',
}

export const BLANK_MEASURE: MeasureDraft = { metric: 'QUANTITY', figure: '', unit: 't', basis: '', periodFrom: '', periodTo: '', asPrinted: '' }

/** Of a draft without problems. */
export function toClaim(draft: Draft): ClaimInput {
  const { mode, status, validFrom, validTo, saidBy, document = '', locator, quote } = draft
  return given({
    about: toAbout(draft),
    mode,
    status,
    validFrom: validFrom.trim(),
    validTo: validTo.trim(),
    saidBy: mode === 'ATTRIBUTED' && saidBy ? [saidBy] : undefined,
    measures: draft.measures.length > 0 ? draft.measures.map(toMeasure) : undefined,
    evidence: [given({ document, locator: locator.trim(), quote: quote.trim() })],
  })
}

/** What a scenario would suppose to have the state that it tells; an opinion sets none. */
export function toSupposed(draft: Draft): Supposed | undefined {
  const { kind, from, to, commodity, stage, instrument, status = 'ACTIVE', mode } = draft
  if (!from || !to || mode === 'OPINION') return undefined
  if (kind === 'RESTRICTION') return { impose: given({ from, to, commodity, instrument, status }) }
  return { add: given({ kind, from, to, commodity: hasCommodity(kind) ? commodity : undefined, stage, status }) }
}

function toAbout(draft: Draft): AboutInput {
  const { kind, from = '', to = '', commodity, stage, number } = draft
  const tie = given({ from, to, commodity: hasCommodity(kind) ? commodity : undefined, stage, number: number.trim() })
  const words = wordsOf(kind)
  const own = words ? given({ [words]: draft.words.trim() }) : {}
  switch (kind) {
    case 'RESTRICTION':
      return { restriction: given({ ...tie, instrument: draft.instrument, addressee: draft.addressee }) }
    case 'CONTRACT':
      return { contract: given({ ...tie, ...own, signed: draft.signed.trim() }) }
    case 'NEGOTIATION':
      return { negotiation: { ...tie, ...own, potentialSupply: draft.aboutSupply } }
    case 'SUPPORT':
      return { support: { ...tie, ...own } }
    case 'EXPORT':
      return { export: tie }
    case 'OPERATION':
      return { operation: tie }
    case 'OWNERSHIP':
      return { ownership: tie }
    case 'LOCATION':
      return { location: tie }
    case 'MEMBERSHIP':
      return { membership: tie }
    case 'PRODUCTION':
      return { production: tie }
    case 'CONSUMPTION':
      return { consumption: tie }
  }
}

function toMeasure({ metric, figure, unit, basis, periodFrom, periodTo, asPrinted }: MeasureDraft): MeasureInput {
  const rest = { basis: basis.trim(), periodFrom: periodFrom.trim(), periodTo: periodTo.trim(), asPrinted: asPrinted.trim() }
  return given({ metric, ...readFigure(figure), unit: unit.trim(), ...rest })
}

// Without what was left empty.
function given<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined && part !== '')) as T
}
