// What is supposed, with one change more.

import { printChange, type Change } from '../../address/changes'

/** Of what is there already one thing is supposed at a time: another takes its place. */
export function supposing(changes: readonly Change[], change: Change): Change[] {
  const of = thereOf(change)
  const place = changes.findIndex((other) => thereOf(other) === of)
  return place < 0 ? [...changes, change] : changes.map((other, at) => (at === place ? change : other))
}

// What is there already, by its key; what only comes is told by all that it is.
function thereOf(change: Change): string {
  if ('remove' in change) return change.remove
  if ('lift' in change) return change.lift
  return 'set' in change ? change.set.relation : printChange(change)
}
