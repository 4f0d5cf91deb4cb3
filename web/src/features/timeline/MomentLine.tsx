// One moment: to what it happened, how its state changed, what was claimed, and where that can be read.

import { reading, withOptions } from '../../address/options'
import { useAddress } from '../../address/use_address'
import { figureText } from '../../api/figure'
import { EntityChip } from '../../design/EntityChip'
import { Sign } from '../../design/Sign'
import type { HappeningFragment } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { TieChip } from '../answer/TieChip'
import { sortOf, type Moment } from './moments'
import { MomentSign } from './MomentSign'
import styles from './Timeline.module.css'

export function MomentLine({ moment: { events, sort }, about }: { moment: Moment; about: string }) {
  const { t } = useLanguage()
  const [{ options }, go] = useAddress()
  const first = events[0]
  // What is pressed is selected, and the timeline stays that of what it is of.
  const keep = () => go({ options: withOptions(options, { line: about }) }, 'replace')
  const said = new Map(events.flatMap((event) => (event.claim ? [[event.claim.key, event] as const] : [])))
  return (
    <div className={styles.moment} data-sort={sort}>
      <p className={styles.subject} onClickCapture={keep}>
        <MomentSign sort={sort} />
        {first?.relation && (
          <>
            {first.relation.from.key !== about && <EntityChip entity={first.relation.from} />}
            <TieChip tie={first.relation} />
            {first.relation.to.key !== about && <EntityChip entity={first.relation.to} />}
          </>
        )}
        {first?.observation && (
          <>
            <EntityChip entity={first.observation.subject} /> <span className={styles.metric}>{t(`metric.${first.observation.metric}`)}</span>
          </>
        )}
      </p>
      {events
        .filter((event) => sortOf(event) !== 'claim' || event.kind === 'OVER')
        .map((event, place) => (
          // Events have no key, and their order is that of the answer.
          <p key={place} className={styles.change}>
            <Change event={event} />
          </p>
        ))}
      {[...said.values()].map((event) => (
        <Said key={event.claim?.key} event={events.find(({ claim, measures }) => claim?.key === event.claim?.key && measures.length > 0) ?? event} />
      ))}
      {first && <p className={styles.placed}>{t(`placedBy.${first.placedBy}`)}</p>}
    </div>
  )
}

function Change({ event: { kind, before, after } }: { event: HappeningFragment }) {
  const { t } = useLanguage()
  const both = before && after && t('timeline.changed', { before: t(`status.${before}`), after: t(`status.${after}`) })
  if (kind !== 'STATUS' && kind !== 'CLAIMED') {
    return (
      <>
        <b>{t(`event.${kind}`)}</b> {both}
      </>
    )
  }
  return <b>{both || (after && t('timeline.became', { after: t(`status.${after}`) })) || (before && t('timeline.lapsed', { before: t(`status.${before}`) }))}</b>
}

function Said({ event: { claim, measures } }: { event: HappeningFragment }) {
  const { t, intl } = useLanguage()
  const [{ options }, go] = useAddress()
  if (!claim) return null
  const source = claim.evidence[0]
  return (
    <div className={styles.said}>
      <p>
        {measures.length > 0 && <strong>{measures.map((figure) => figureText(figure, intl)).join(', ')} </strong>}
        {claim.statement}
      </p>
      <p className={styles.source}>
        <span>{t(`mode.${claim.mode}`)}</span>
        {source && (
          <button type="button" onClick={() => go(reading(options, source.document.key, source.locator))}>
            <Sign name="document" /> {source.document.title}
          </button>
        )}
      </p>
    </div>
  )
}
