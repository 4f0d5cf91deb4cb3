// The relations of the selection as rows, from where goods come to where they go.

import type { IntlShape } from '@formatjs/intl'

import { AccessBadge } from '../../design/AccessBadge'
import { EntityChip } from '../../design/EntityChip'
import type { NameFragment } from '../../gql/graphql'
import type { Translate } from '../../i18n/language'
import type { Link, Subgraph } from '../../subgraph/subgraph'
import { TieChip } from '../answer/TieChip'
import type { Shown } from './DataTable'
import { figureCell, figureOf, figureOrder } from './figures'
import { orderOfAccess, orderOfStanding, orderOfStatus } from './words'

export function relationColumns({ entities, restrictions }: Subgraph, t: Translate, intl: IntlShape<string>): Shown<Link>[] {
  const name = (key: string) => entities.get(key)?.name ?? key
  const crossing = ({ crossedBy }: Link) => crossedBy.flatMap((key) => restrictions.get(key) ?? [])
  return [
    { id: 'from', title: 'table.from', groups: true, text: ({ from }) => name(from), cell: ({ from }) => <End entity={entities.get(from)} /> },
    { id: 'relation', title: 'table.relation', groups: true, text: (link) => word(link, t), cell: (link) => <TieChip tie={link.tie} reversed={reversed(link)} standing={link.standing} /> },
    { id: 'to', title: 'table.to', groups: true, text: ({ to }) => name(to), cell: ({ to }) => <End entity={entities.get(to)} /> },
    {
      id: 'access',
      title: 'table.access',
      groups: true,
      text: ({ access }) => (access ? t(`access.${access}`) : ''),
      order: ({ access }) => orderOfAccess(access),
      cell: ({ access }) => access && <AccessBadge access={access} />,
    },
    { id: 'share', title: 'table.share', numeric: true, text: (link) => figureCell(share(link), intl), order: (link) => figureOrder(share(link)) },
    { id: 'commodity', title: 'table.commodity', groups: true, text: ({ tie }) => tie.commodity?.name ?? '' },
    { id: 'stage', title: 'table.stage', groups: true, text: ({ tie }) => (tie.stage ? t(`stage.${tie.stage}`) : '') },
    { id: 'status', title: 'table.status', groups: true, text: ({ tie }) => t(`status.${tie.status}`), order: ({ tie }) => orderOfStatus(tie.status) },
    { id: 'standing', title: 'table.standing', groups: true, text: ({ standing }) => (standing ? t(`standing.${standing}`) : ''), order: ({ standing }) => orderOfStanding(standing) },
    {
      id: 'crossed',
      title: 'table.crossedBy',
      text: (link) => crossing(link).map((tie) => `${tie.from.name} → ${tie.to.name}${'instrument' in tie ? ` (${t(`instrument.${tie.instrument}`)})` : ''}`).join('; '),
    },
    { id: 'value', title: 'table.value', numeric: true, text: ({ tie }) => figureCell(figureOf(tie.amounts, 'VALUE'), intl), order: ({ tie }) => figureOrder(figureOf(tie.amounts, 'VALUE')) },
    { id: 'quantity', title: 'table.quantity', numeric: true, text: ({ tie }) => figureCell(figureOf(tie.amounts, 'QUANTITY'), intl), order: ({ tie }) => figureOrder(figureOf(tie.amounts, 'QUANTITY')) },
    { id: 'begin', title: 'table.since', text: ({ tie }) => tie.valid.from ?? '' },
    { id: 'end', title: 'table.until', text: ({ tie }) => tie.valid.to ?? '' },
    { id: 'remarks', title: 'table.remarks', text: ({ tie }) => [tie.disputed && t('evidence.disputed'), tie.assumed && t('evidence.assumed')].filter(Boolean).join(', ') },
  ]
}

const reversed = ({ tie, from }: Link) => from !== tie.from.key
const share = ({ tie }: Link) => ('shares' in tie ? figureOf(tie.shares, 'SHARE') : undefined)

function word(link: Link, t: Translate): string {
  const { tie } = link
  if ('instrument' in tie) return t(`instrument.${tie.instrument}`)
  return t(reversed(link) ? `against.${tie.kind}` : `kind.${tie.kind}`)
}

function End({ entity }: { entity: NameFragment | undefined }) {
  return entity && <EntityChip entity={entity} />
}
