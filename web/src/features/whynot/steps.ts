// Steps of an answer as changes of a scenario.

import type { Change } from '../../address/changes'
import type { StepFragment } from '../../gql/graphql'
import type { Translate } from '../../i18n/language'
import { namesOf } from '../scenario/change_text'

export function changesOf(steps: readonly StepFragment[]): Change[] {
  return steps.flatMap<Change>(({ lift, set, add }) => {
    if (lift) return [{ lift: lift.key }]
    if (set) return [{ set: { relation: set.relation.key, status: set.status } }]
    if (!add) return []
    const { kind, from, to, commodity, stage, status } = add
    return [{ add: { kind, from: from.key, to: to.key, ...(commodity && { commodity: commodity.key }), ...(stage && { stage }), status } }]
  })
}

/** Names of all that they name, by key. */
export function namesIn(steps: readonly StepFragment[], t: Translate): Map<string, string> {
  const ties = steps.flatMap(({ lift, set }) => [lift, set?.relation].filter((tie) => tie != null))
  const ends = steps.flatMap(({ add }) => (add ? [add.from, add.to, add.commodity].filter((entity) => entity !== null) : []))
  return new Map([...namesOf(ties, t), ...ends.map(({ key, name }) => [key, name] as const)])
}
