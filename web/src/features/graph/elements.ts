// The selection as what the drawing takes.

import type { ElementDefinition } from 'cytoscape'

import { figureValue } from '../../api/figure'
import type { RelationKind } from '../../gql/graphql'
import type { Translate } from '../../i18n/language'
import type { Link, Subgraph } from '../../subgraph/subgraph'

const MOST_LABELS = 36

export function elements(subgraph: Subgraph, leftOut: ReadonlySet<RelationKind>, t: Translate): ElementDefinition[] {
  const focus = new Set(subgraph.focus)
  const nodes = [...subgraph.entities.values()].map((entity) => ({
    data: { id: entity.key, name: entity.name, kind: entity.kind, focus: focus.has(entity.key) },
  }))
  const shown = [...subgraph.links.values()].filter(({ tie }) => !leftOut.has(tie.kind))
  const crowded = shown.length > MOST_LABELS
  const edges = shown.map((link) => ({
    data: {
      id: `relation:${link.tie.key}`,
      key: link.tie.key,
      // Drawn the way that goods flow.
      source: link.from,
      target: link.to,
      kind: link.tie.kind,
      access: link.access ?? 'OPEN',
      label: crowded ? '' : label(link, subgraph, t),
      // Said when it is selected, however many there are.
      said: label(link, subgraph, t),
      width: width(link),
      lapsed: link.tie.status === 'ENDED' || link.tie.status === 'DENIED',
      assumed: link.tie.assumed,
    },
  }))
  return [...nodes, ...edges]
}

function label({ tie, crossedBy, from }: Link, { restrictions }: Subgraph, t: Translate): string {
  const crossing = crossedBy.flatMap((key) => {
    const restriction = restrictions.get(key)
    return restriction && 'instrument' in restriction ? [t(`instrument.${restriction.instrument}`)] : []
  })
  if (crossing.length > 0) return [...new Set(crossing)].join(', ')
  if ('instrument' in tie) return t(`instrument.${tie.instrument}`)
  // Places and wholes explain themselves, and there are many.
  if (tie.kind === 'LOCATION' || tie.kind === 'MEMBERSHIP') return ''
  const said = t(from === tie.from.key ? `kind.${tie.kind}` : `against.${tie.kind}`)
  return tie.stage ? `${said} (${t(`stage.${tie.stage}`)})` : said
}

// By the share, where there is one: 1.5 to 6.
function width({ tie }: Link): number {
  const share = 'shares' in tie ? tie.shares.find(({ holds, unit }) => holds && unit === '%') : undefined
  const percent = share ? (figureValue(share) ?? 0) : 0
  return 1.5 + Math.min(Math.max(percent, 0), 100) * 0.045
}
