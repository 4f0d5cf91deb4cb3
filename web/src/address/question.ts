// The questions that can be asked, and their parts. A part's value is a key, a name, or one of the contract's words.

export type Part = 'of' | 'from' | 'to' | 'about' | 'commodity' | 'stage' | 'maxHops' | 'toDate'

export type QuestionKind =
  | 'suppliers' | 'customers' | 'paths' | 'whyNot' | 'exposure' | 'concentration' | 'chokepoints'
  | 'conflicts' | 'timeline' | 'diff' | 'entity' | 'documents'

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
  exposure: { required: ['of', 'to'], optional: ['commodity'] },
  concentration: { required: ['of'], optional: ['commodity'] },
  chokepoints: { required: ['of'], optional: ['commodity', 'maxHops'] },
  conflicts: { required: [], optional: ['about'] },
  timeline: { required: ['about'], optional: [] },
  diff: { required: ['toDate'], optional: ['about'] },
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

/** Whether nothing that it needs is missing. */
export function isWhole({ kind, parts }: Question): boolean {
  return SHAPES[kind].required.every((part) => parts[part])
}
