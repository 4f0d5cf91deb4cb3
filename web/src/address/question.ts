// The questions that can be asked, and their parts. A part's value is a key, a name, or one of the contract's words.

export type Part = 'of' | 'from' | 'to' | 'about' | 'commodity' | 'stage' | 'maxHops' | 'toDate' | 'metric' | 'grouping' | 'within' | 'kind'

export type QuestionKind =
  | 'suppliers' | 'customers' | 'paths' | 'whyNot' | 'exposure' | 'concentration' | 'chokepoints'
  | 'netTrade' | 'conflicts' | 'timeline' | 'diff' | 'groups' | 'entity' | 'documents'

export interface Question {
  kind: QuestionKind
  parts: Partial<Record<Part, string>>
}

interface Shape {
  required: readonly Part[]
  optional: readonly Part[]
}

// In the order in which the parts are shown.
export const SHAPES: Record<QuestionKind, Shape> = {
  suppliers: { required: ['of'], optional: ['commodity', 'stage', 'maxHops'] },
  customers: { required: ['of'], optional: ['commodity', 'stage', 'maxHops'] },
  paths: { required: ['from', 'to'], optional: ['commodity', 'maxHops'] },
  whyNot: { required: ['from', 'to'], optional: ['commodity', 'maxHops'] },
  exposure: { required: ['of', 'to'], optional: ['commodity', 'metric'] },
  concentration: { required: ['of'], optional: ['commodity', 'metric'] },
  chokepoints: { required: ['of'], optional: ['commodity', 'maxHops'] },
  netTrade: { required: ['of'], optional: ['commodity', 'stage', 'metric'] },
  conflicts: { required: [], optional: ['about'] },
  timeline: { required: ['about'], optional: [] },
  diff: { required: ['toDate'], optional: ['about'] },
  groups: { required: ['grouping'], optional: ['within', 'kind', 'of', 'commodity', 'stage'] },
  entity: { required: ['of'], optional: [] },
  documents: { required: [], optional: ['about'] },
}

export function isQuestionKind(kind: string): kind is QuestionKind {
  return Object.hasOwn(SHAPES, kind)
}

export function partsOf(kind: QuestionKind): Part[] {
  const { required, optional } = SHAPES[kind]
  return [...required, ...optional]
}

/** The question with a part changed, or taken away. */
export function withPart(question: Question, part: Part, value: string | undefined): Question {
  const parts = { ...question.parts }
  if (value) parts[part] = value
  else delete parts[part]
  return { ...question, parts }
}

/** Another question about the same: parts of the same name stay, and what it is about takes the place that the new one has for that. */
export function turned({ parts }: Question, kind: QuestionKind): Question {
  const about = parts.of ?? parts.about ?? parts.to ?? parts.from
  const place = (['of', 'about', 'to'] as const).find((part) => partsOf(kind).includes(part))
  const kept = partsOf(kind).flatMap((part) => (parts[part] ? [[part, parts[part]] as const] : []))
  const chosen = kind === 'groups' ? { grouping: 'KIND' } : {}
  const filled = kind === 'exposure' && parts.of ? [] : place && about ? [[place, about] as const] : []
  return { kind, parts: { ...chosen, ...Object.fromEntries(filled), ...Object.fromEntries(kept) } }
}

/** Whether nothing that it needs is missing. */
export function isWhole({ kind, parts }: Question): boolean {
  return SHAPES[kind].required.every((part) => parts[part])
}
