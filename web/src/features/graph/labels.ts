// What is written at a relation in the drawing: what stands in its way, its share, else what tells it from others between the same
// two. What kind it is its line says, and the legend.

import type { IntlShape } from '@formatjs/intl'

import { figureText } from '../../api/figure'
import type { Access, FigureFragment } from '../../gql/graphql'
import type { Translate } from '../../i18n/language'
import type { Link, Subgraph } from '../../subgraph/subgraph'

// More than so many are not told apart any more; what stands in the way still is.
const MOST = 36
// Between the same two, so many have room for words of their own.
const [SOME, MANY] = [2, 3]

const SIGNS: Record<Access, string> = { OPEN: '', AT_RISK: '△', RESTRICTED: '◐', BLOCKED: '⊘' }

export interface Labelled {
  /** Always to be read. */
  label: string
  /** To be read when it is selected, where nothing stands in the way. */
  said: string
}

export function labels(links: readonly Link[], { restrictions }: Pick<Subgraph, 'restrictions'>, t: Translate, intl: IntlShape<string>): Map<string, Labelled> {
  const beside = new Map<string, number>()
  for (const link of links) beside.set(pairOf(link), (beside.get(pairOf(link)) ?? 0) + 1)
  const crowded = links.length > MOST
  return new Map(
    links.map((link) => {
      const share = shareOf(link)
      const figure = share ? figureText(share, intl) : ''
      const barrier = barrierOf(link, restrictions, t)
      const sign = SIGNS[link.access ?? 'OPEN']
      const parallel = beside.get(pairOf(link)) ?? 1
      const all = [verb(link, t), stage(link, t), link.tie.commodity?.name, figure].filter(Boolean).join(', ')
      const own = figure || (parallel > MANY ? '' : ownWords(link, parallel >= SOME, t))
      const plate = figure && !crowded ? `${figure} ${sign}\n${barrier}` : `${sign} ${barrier}`
      return [link.tie.key, { label: barrier ? plate : crowded ? '' : own, said: all }] as const
    }),
  )
}

/** The share that holds, where there is one. */
export function shareOf({ tie }: Link): FigureFragment | undefined {
  return 'shares' in tie ? tie.shares.find(({ holds, unit }) => holds && unit === '%') : undefined
}

function barrierOf({ access, crossedBy }: Link, restrictions: Subgraph['restrictions'], t: Translate): string {
  if (!access || access === 'OPEN') return ''
  const instruments = crossedBy.flatMap((key) => {
    const restriction = restrictions.get(key)
    return restriction && 'instrument' in restriction ? [t(`instrument.${restriction.instrument}`)] : []
  })
  return [...new Set(instruments)].join(', ') || t(`access.${access}`)
}

function ownWords(link: Link, parallel: boolean, t: Translate): string {
  const { kind, commodity } = link.tie
  // Places and wholes explain themselves, and there are many.
  if (kind === 'LOCATION' || kind === 'MEMBERSHIP') return ''
  if (kind === 'EXPORT') return parallel ? (commodity?.name ?? '') : ''
  return [verb(link, t), parallel && stage(link, t)].filter(Boolean).join(', ')
}

function verb({ tie, from }: Link, t: Translate): string {
  if ('instrument' in tie) return t(`instrument.${tie.instrument}`)
  return t(from === tie.from.key ? `kind.${tie.kind}` : `against.${tie.kind}`)
}

function stage({ tie }: Link, t: Translate): string {
  return tie.stage ? t(`stage.${tie.stage}`) : ''
}

function pairOf({ tie, from, to }: Link): string {
  return [tie.kind, ...[from, to].sort()].join(' ')
}
