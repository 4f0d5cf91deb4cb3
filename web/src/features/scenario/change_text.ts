// A change of a scenario in words.

import type { Change } from '../../address/changes'
import type { ChangedQuery, TieFragment } from '../../gql/graphql'
import type { Translate } from '../../i18n/language'

/** The names of what a change names, by key: of a relation what it says. */
export function namesOf(nodes: readonly (ChangedQuery['nodes'][number] | TieFragment)[], t: Translate): Map<string, string> {
  const names = new Map<string, string>()
  for (const node of nodes) {
    if (node?.__typename === 'Entity') names.set(node.key, node.name)
    else if (node && 'from' in node) {
      const what = node.__typename === 'Restriction' ? t(`instrument.${node.instrument}`) : t(`kind.${node.kind}`)
      names.set(node.key, `${node.from.name} ${what} ${node.to.name}`)
    }
  }
  return names
}

/** Every key that it names. */
export function keysOf(change: Change): string[] {
  if ('remove' in change) return [change.remove]
  if ('lift' in change) return [change.lift]
  if ('set' in change) return [change.set.relation]
  const { from, to, commodity } = 'impose' in change ? change.impose : change.add
  return [from, to, commodity].filter((key) => key !== undefined)
}

export function changeText(change: Change, names: ReadonlyMap<string, string>, t: Translate): string {
  const name = (key: string) => names.get(key) ?? key
  if ('remove' in change) return t('scenario.remove', { what: name(change.remove) })
  if ('lift' in change) return t('scenario.lift', { what: name(change.lift) })
  if ('set' in change) return t('scenario.set', { what: name(change.set.relation), status: t(`status.${change.set.status}`) })
  if ('impose' in change) {
    const { from, to, commodity, instrument = 'BAN' } = change.impose
    const values = { from: name(from), to: name(to), instrument: t(`instrument.${instrument}`), commodity: commodity ? name(commodity) : '' }
    return t(commodity ? 'scenario.imposeOf' : 'scenario.impose', values)
  }
  const { kind, from, to, commodity } = change.add
  const values = { from: name(from), to: name(to), kind: t(`kind.${kind}`), commodity: commodity ? name(commodity) : '' }
  return t(commodity ? 'scenario.addOf' : 'scenario.add', values)
}
