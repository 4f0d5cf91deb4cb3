// A claim that is being written, as the form holds it, and as the contract takes it.

import type { Change as Supposed } from '../../../address/changes'
import type { AboutInput, ClaimInput, ClaimMode, Instrument, MeasureInput, Metric, Stage, Status } from '../../../gql/graphql'
import { hasCommodity, isChange, unitsOf, wordsOf, type About } from '../model'
import { readFigure } from './figure_text'
import { given, texts, type TextDraft } from './given'

export interface MeasureDraft {
  metric: Metric
  figure: string
  unit: string
  basis: string
  periodFrom: string
  periodTo: string
  periodAsPrinted: string
  baseFrom: string
  baseTo: string
  asPrinted: string
}

/** Where it can be read. */
export interface PlaceDraft {
  document?: string | undefined
  locator: string
  quote: string
}

/** The claim that this one corrects, or whose terms it changes by agreement. */
export interface Earlier {
  claim: string
  statement: string
  how: 'supersedes' | 'amends'
}

export interface Draft {
  kind: About
  /** Of an observation whom or what it is about. */
  from?: string | undefined
  to?: string | undefined
  commodity?: string | undefined
  stage?: Stage | undefined
  number: string
  instrument: Instrument
  addressee?: string | undefined
  facility?: string | undefined
  /** Purpose, topic or means. */
  words: string
  signed: string
  aboutSupply: boolean
  /** What an observation measures, the relation that it speaks of, and its words. */
  metric: Metric
  regarding?: string | undefined
  text: TextDraft[]
  mode: ClaimMode
  saidBy: string[]
  /** Nothing where it says figures alone. */
  status?: Status | undefined
  validFrom: string
  validTo: string
  validAsPrinted: string
  measures: MeasureDraft[]
  evidence: PlaceDraft[]
  statement: TextDraft[]
  note: TextDraft[]
  key: string
  earlier?: Earlier | undefined
}

export const BLANK_PLACE: PlaceDraft = { locator: '', quote: '' }

export const BLANK: Draft = {
  kind: 'EXPORT', number: '', instrument: 'CONTROL', words: '', signed: '', aboutSupply: true, metric: 'PRICE', text: [],
  mode: 'REPORTED', saidBy: [], status: 'ACTIVE', validFrom: '', validTo: '', validAsPrinted: '',
  measures: [], evidence: [BLANK_PLACE], statement: [], note: [], key: '',
}

export function blankMeasure(metric: Metric): MeasureDraft {
  return { metric, figure: '', unit: unitsOf(metric)[0], basis: '', periodFrom: '', periodTo: '', periodAsPrinted: '', baseFrom: '', baseTo: '', asPrinted: '' }
}

/** Of a draft without problems. */
export function toClaim(draft: Draft): ClaimInput {
  const { mode, validFrom, validTo, validAsPrinted, saidBy, key, earlier } = draft
  return given({
    key,
    about: toAbout(draft),
    mode,
    status: draft.kind === 'OBSERVATION' ? undefined : draft.status,
    validFrom,
    validTo,
    validAsPrinted,
    saidBy: mode === 'ATTRIBUTED' ? saidBy : [],
    measures: draft.measures.map(toMeasure),
    evidence: draft.evidence.map(({ document = '', locator, quote }) => given({ document, locator, quote })),
    statement: texts(draft.statement),
    note: texts(draft.note),
    supersedes: earlier?.how === 'supersedes' ? earlier.claim : undefined,
    amends: earlier?.how === 'amends' ? earlier.claim : undefined,
  })
}

/** What a scenario would suppose to have the state that it tells; an opinion and an observation set none. */
export function toSupposed(draft: Draft): Supposed | undefined {
  const { kind, from, to, commodity, stage, instrument, status = 'ACTIVE', mode } = draft
  if (!from || !to || mode === 'OPINION' || kind === 'OBSERVATION') return undefined
  if (kind === 'RESTRICTION') return { impose: given({ from, to, commodity, instrument, status }) }
  return { add: given({ kind, from, to, commodity: hasCommodity(kind) ? commodity : undefined, stage, status }) }
}

function toAbout(draft: Draft): AboutInput {
  const { kind, from = '', to = '', commodity, stage, number } = draft
  if (kind === 'OBSERVATION') {
    const { metric, regarding } = draft
    return { observation: given({ subject: from, metric, commodity, stage, regarding, number, text: texts(draft.text) }) }
  }
  const tie = given({ from, to, commodity: hasCommodity(kind) ? commodity : undefined, stage, number })
  const words = wordsOf(kind)
  const own = words ? given({ [words]: draft.words }) : {}
  switch (kind) {
    case 'RESTRICTION':
      return { restriction: given({ ...tie, instrument: draft.instrument, addressee: draft.addressee }) }
    case 'CONTRACT':
      return { contract: given({ ...tie, ...own, facility: draft.facility, signed: draft.signed }) }
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

function toMeasure({ metric, figure, unit, baseFrom, baseTo, ...rest }: MeasureDraft): MeasureInput {
  const base = isChange(metric) ? { baseFrom, baseTo } : {}
  return given({ ...rest, ...base, metric, ...readFigure(figure), unit })
}
