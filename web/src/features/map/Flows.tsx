// The flows as arcs: kind by colour and dash, width by figure, what holds goods back as bars across.

import { figureText } from '../../api/figure'
import { DASHES } from '../../design/dashes'
import { PickLink } from '../../design/PickLink'
import type { RelationKind } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { arc, type Arc, type Point } from './arc'
import type { Flow } from './flows'
import styles from './Map.module.css'
import { figureFor, PLAIN, type Measured, type Widths } from './widths'

interface Props {
  flows: readonly Flow[]
  at: (code: string) => Point | undefined
  widths: Widths
  measured: Measured | undefined
  hidden: ReadonlySet<RelationKind>
}

export function Flows({ flows, at, widths, measured, hidden }: Props) {
  // The thin ones over the wide ones.
  const inOrder = [...flows].sort((a, b) => (widths.of(b.link) ?? PLAIN) - (widths.of(a.link) ?? PLAIN))
  return (
    <g>
      {inOrder.map((flow) => {
        const [from, to] = [at(flow.from.code), at(flow.to.code)]
        if (!from || !to || hidden.has(flow.link.tie.kind)) return null
        const width = widths.of(flow.link)
        return <FlowArc key={flow.link.tie.key} flow={flow} drawn={arc(from, to, flow.nth, width ?? PLAIN)} width={width ?? PLAIN} measured={measured} />
      })}
    </g>
  )
}

interface FlowProps {
  flow: Flow
  drawn: Arc
  width: number
  measured: Measured | undefined
}

function FlowArc({ flow: { link, from, to }, drawn, width, measured }: FlowProps) {
  const { t, intl } = useLanguage()
  const { tie, access } = link
  const figure = measured && figureFor(link, measured)
  const said = t('map.flow', {
    from: from.country.name,
    relation: t(link.from === tie.from.key ? `kind.${tie.kind}` : `against.${tie.kind}`),
    to: to.country.name,
    rest: [tie.commodity?.name, t(`status.${tie.status}`), figure && figureText(figure, intl), access && access !== 'OPEN' && t(`access.${access}`)]
      .filter(Boolean)
      .map((part) => `, ${part}`)
      .join(''),
  })
  const over = tie.status === 'ENDED' || tie.status === 'DENIED'
  return (
    <PickLink pick={{ type: 'relation', key: tie.key }} className={over ? `${styles.flow} ${styles.over}` : styles.flow} label={said}>
      <g data-kind={tie.kind}>
        <title>{said}</title>
        <path className={styles.reach} d={drawn.path} strokeWidth={width + 12} />
        <path className={styles.arc} strokeDasharray={DASHES[tie.kind].join(' ')} d={drawn.path} strokeWidth={width} />
        <polygon className={styles.head} points={drawn.head} />
        {access && access !== 'OPEN' && <Bars drawn={drawn} width={width} access={access} />}
      </g>
    </PickLink>
  )
}

// One bar where goods pass by rules or may soon not pass, two where they do not pass.
function Bars({ drawn: { middle, across }, width, access }: { drawn: Arc; width: number; access: 'AT_RISK' | 'RESTRICTED' | 'BLOCKED' }) {
  const half = 5 + width / 2
  const along: Point = [across[1], -across[0]]
  return (access === 'BLOCKED' ? [-2.5, 2.5] : [0]).map((shift) => {
    const [x, y] = [middle[0] + along[0] * shift, middle[1] + along[1] * shift]
    return <line key={shift} className={`${styles.bar} ${styles[access]}`} x1={x - across[0] * half} y1={y - across[1] * half} x2={x + across[0] * half} y2={y + across[1] * half} />
  })
}
