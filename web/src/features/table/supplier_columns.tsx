// Suppliers or customers as rows, in the order of the answer.

import type { IntlShape } from '@formatjs/intl'

import { figureText, periodText } from '../../api/figure'
import { AccessBadge } from '../../design/AccessBadge'
import { EntityChip } from '../../design/EntityChip'
import { Sign } from '../../design/Sign'
import type { Translate } from '../../i18n/language'
import type { SupplyEdge } from '../answer/use_supply'
import type { Shown } from './DataTable'
import { figureOrder } from './figures'
import { orderOfAccess, orderOfStanding } from './words'

export function supplierColumns(t: Translate, intl: IntlShape<string>): Shown<SupplyEdge>[] {
  return [
    { id: 'entity', title: 'table.entity', text: ({ node }) => node.entity.name, cell: ({ node }) => <EntityChip entity={node.entity} strong /> },
    { id: 'share', title: 'table.share', numeric: true, text: ({ node }) => (node.share ? figureText(node.share, intl) : ''), order: ({ node }) => figureOrder(node.share ?? undefined) },
    {
      id: 'standing',
      title: 'table.standing',
      groups: true,
      text: ({ node }) => t(`standing.${node.standing}`),
      order: ({ node }) => orderOfStanding(node.standing),
      cell: ({ node }) => (
        <>
          <Sign name={`standing-${node.standing}`} /> {t(`standing.${node.standing}`)}
        </>
      ),
    },
    { id: 'access', title: 'table.access', groups: true, text: ({ node }) => t(`access.${node.access}`), order: ({ node }) => orderOfAccess(node.access), cell: ({ node }) => <AccessBadge access={node.access} /> },
    { id: 'way', title: 'table.way', groups: true, text: ({ node }) => t(node.direct ? 'answer.direct' : 'answer.indirect') },
    { id: 'period', title: 'table.sharePeriod', text: ({ node }) => (node.share ? periodText(node.share.period) : '') },
    { id: 'source', title: 'table.source', groups: true, text: source },
    { id: 'publishers', title: 'table.publishers', numeric: true, text: ({ node }) => String(node.best.publishers), order: ({ node }) => node.best.publishers },
    { id: 'path', title: 'table.path', text: path },
  ]
}

function source({ node }: SupplyEdge): string {
  const document = node.share?.claims[0]?.evidence[0]?.document
  return document?.publisher?.name ?? document?.title ?? ''
}

function path({ node: { best } }: SupplyEdge): string {
  return [best.hops[0]?.from.name, ...best.hops.map(({ to }) => to.name)].filter(Boolean).join(' → ')
}
