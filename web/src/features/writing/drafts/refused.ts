// Which field of a form the server means: it says where in the contract's input something is wrong.

import type { Form } from './work'

// What the form has in one field, or under another name.
const NAMED: Record<string, string> = { subject: 'from', purpose: 'words', topic: 'words', means: 'words', potentialSupply: 'aboutSupply', supersedes: 'earlier', amends: 'earlier' }

/**
 * `about.export.from` is the field `from`. A place in a list has no number there: it is the first whose words the message holds, else the first.
 * Nothing where no field is meant.
 */
export function fieldOf(place: string | undefined, message: string, { what, draft }: Form): string | undefined {
  if (!place) return undefined
  const [first = '', second, third] = place.split('.')
  // A relation as a whole: what its ends may be.
  if (what === 'claim' && first === 'about') return third ? (NAMED[third] ?? third) : second ? 'to' : 'kind'
  const list = (draft as unknown as Record<string, unknown>)[first]
  if (!Array.isArray(list)) return NAMED[first] ?? first
  // A list of keys is one field.
  if (list.length > 0 && typeof list[0] === 'string') return first
  const said = list.findIndex((item) => Object.values(item as object).some((part) => typeof part === 'string' && part !== '' && message.includes(`\`${part}\``)))
  const inner = second ?? LEADING[first]
  return inner ? `${first}.${Math.max(said, 0)}.${inner}` : first
}

// The field of an item that stands for the whole of it.
const LEADING: Record<string, string> = { evidence: 'document', measures: 'figure', names: 'text', titles: 'text', description: 'text', statement: 'text', note: 'text', text: 'text', codes: 'scheme', passages: 'text' }
