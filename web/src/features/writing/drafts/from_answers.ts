// Drafts of what stands there already: a claim that is corrected or amended, an entity of which a newer version is made.

import type { CorrectedQuery, VersionedQuery, WordsFragment } from '../../../gql/graphql'
import { wordsOf, type NameRole, ROLES } from '../model'
import { BLANK, BLANK_PLACE, type Draft, type MeasureDraft } from './claim'
import { blankName, type EntityDraft } from './entity'
import { printFigure } from './figure_text'
import type { TextDraft } from './given'

type Corrected = Extract<NonNullable<CorrectedQuery['node']>, { __typename: 'Claim' }>
type Versioned = Extract<NonNullable<VersionedQuery['node']>, { __typename: 'Entity' }>

/** The same claim to begin with, as one that takes the place of it. */
export function correcting(claim: Corrected): Draft {
  const { key, statement, statements, notes, mode, status, valid, saidBy, evidence, measures } = claim
  return {
    ...BLANK,
    ...aboutOf(claim),
    mode,
    status: status ?? undefined,
    validFrom: valid.from ?? '',
    validTo: valid.to ?? '',
    validAsPrinted: valid.asPrinted ?? '',
    saidBy: saidBy.map(({ key }) => key),
    measures: measures.map(measureOf),
    evidence: evidence.length > 0 ? evidence.map(({ document, locator, quote }) => ({ document: document.key, locator: locator ?? '', quote: quote ?? '' })) : [BLANK_PLACE],
    statement: statements.map(wordsIn),
    note: notes.map(wordsIn),
    earlier: { claim: key, statement, how: 'supersedes' },
  }
}

function wordsIn({ text, language }: WordsFragment): TextDraft {
  return { text, language }
}

function aboutOf({ about, texts }: Corrected): Partial<Draft> {
  if (about.__typename === 'Observation') {
    const { subject, metric, commodity, stage, regarding, number } = about
    return { kind: 'OBSERVATION', from: subject.key, metric, commodity: commodity?.key, stage: stage ?? undefined, regarding: regarding?.key, number: number ?? '', text: texts.map(wordsIn) }
  }
  const { kind, from, to, commodity, stage, number } = about
  const tie = { kind, from: from.key, to: to.key, commodity: commodity?.key, stage: stage ?? undefined, number: number ?? '' }
  const words = wordsOf(kind)
  const own = words && words in about ? ((about as Partial<Record<typeof words, string | null>>)[words] ?? '') : ''
  switch (about.__typename) {
    case 'Restriction':
      return { ...tie, instrument: about.instrument, addressee: about.addressee?.key }
    case 'Contract':
      return { ...tie, words: own, facility: about.facility?.key, signed: about.signed ?? '' }
    case 'Negotiation':
      return { ...tie, words: own, aboutSupply: about.potentialSupply }
    default:
      return { ...tie, words: own }
  }
}

function measureOf(measure: Corrected['measures'][number]): MeasureDraft {
  const { metric, unit, basis, period, base, asPrinted } = measure
  return {
    metric,
    figure: printFigure(measure),
    unit,
    basis: basis ?? '',
    periodFrom: period.from ?? '',
    periodTo: period.to === period.from ? '' : (period.to ?? ''),
    periodAsPrinted: period.asPrinted ?? '',
    baseFrom: base?.from ?? '',
    baseTo: base?.to === base?.from ? '' : (base?.to ?? ''),
    asPrinted: asPrinted ?? '',
  }
}

/** A newer version is said as a whole: it begins with all that the entity has. */
export function versionOf(entity: Versioned): EntityDraft {
  const { key, kind, subkind, names, descriptions, codes, broader, stage, commodities, aggregate } = entity
  return {
    key,
    kind,
    subkind: subkind ?? '',
    names: names.length > 0 ? names.map(({ text, language, role }) => ({ text, language, role: roleOf(role) })) : [blankName('en')],
    description: descriptions.map(wordsIn),
    codes: codes.map(({ scheme, value }) => ({ scheme, value })),
    broader: broader?.key,
    stage: stage ?? undefined,
    commodities: commodities.map(({ key }) => key),
    aggregate,
    version: true,
  }
}

function roleOf(role: string): NameRole {
  return ROLES.find((known) => known === role) ?? 'official'
}
