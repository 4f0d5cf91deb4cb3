// The selection as what the drawing takes.

import type { IntlShape } from '@formatjs/intl'
import type { ElementDefinition } from 'cytoscape'

import { figureValue } from '../../api/figure'
import type { RelationKind } from '../../gql/graphql'
import type { Translate } from '../../i18n/language'
import type { Link, Subgraph } from '../../subgraph/subgraph'
import { labels, shareOf } from './labels'

export function elements(subgraph: Subgraph, leftOut: ReadonlySet<RelationKind>, t: Translate, intl: IntlShape<string>): ElementDefinition[] {
  const focus = new Set(subgraph.focus)
  const nodes = [...subgraph.entities.values()].map((entity) => ({
    data: { id: entity.key, name: entity.name, kind: entity.kind, focus: focus.has(entity.key) },
  }))
  const shown = [...subgraph.links.values()].filter(({ tie }) => !leftOut.has(tie.kind))
  const words = labels(shown, subgraph, t, intl)
  const edges = shown.map((link) => ({
    data: {
      id: `relation:${link.tie.key}`,
      key: link.tie.key,
      // Drawn the way that goods flow.
      source: link.from,
      target: link.to,
      kind: link.tie.kind,
      access: link.access ?? 'OPEN',
      ...words.get(link.tie.key),
      width: width(link),
      lapsed: link.tie.status === 'ENDED' || link.tie.status === 'DENIED',
      assumed: link.tie.assumed,
    },
  }))
  return [...nodes, ...edges]
}

// By the share, where there is one: 1.5 to 6.
function width(link: Link): number {
  const share = shareOf(link)
  const percent = share ? (figureValue(share) ?? 0) : 0
  return 1.5 + Math.min(Math.max(percent, 0), 100) * 0.045
}
