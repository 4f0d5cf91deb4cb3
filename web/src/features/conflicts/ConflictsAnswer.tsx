// Claims that cannot all be true, side by side, with what decides which goes first.

import type { Question } from '../../address/question'
import { useNames } from '../../api/use_names'
import { useConnection } from '../../api/use_connection'
import { useView } from '../../api/use_view'
import { EntityChip } from '../../design/EntityChip'
import { Notice } from '../../design/Notice'
import { ConflictsDocument, type ConflictsQuery } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { Framed } from '../answer/Framed'
import { Heading, MoreButton, SearchNote } from '../answer/Heading'
import { TieChip } from '../answer/TieChip'
import { SinceTheDay } from '../diff/SinceTheDay'
import styles from './Conflicts.module.css'
import { Computed, Side } from './Side'

export type Conflict = ConflictsQuery['view']['scenario']['conflicts']['edges'][number]['node']

export default function ConflictsAnswer({ question: { parts } }: { question: Question }) {
  const { t } = useLanguage()
  const names = useNames(parts.about ? [parts.about] : [])
  const variables = { ...useView(), about: parts.about, first: 20 }
  const answered = useConnection(ConflictsDocument, variables, ({ view }) => view.scenario.conflicts, JSON.stringify(['conflicts', parts]))
  const title = parts.about ? t('conflicts.titleAbout', { name: names.get(parts.about)?.name ?? parts.about }) : t('conflicts.title')
  return (
    <Framed answered={{ ...answered, data: answered.connection }}>
      {(conflicts) => (
        <>
          <Heading title={title} count={conflicts.edges.length} more={conflicts.pageInfo.hasNextPage} asked={answered.asked} />
          {parts.about && <SinceTheDay about={parts.about} />}
          {conflicts.edges.length === 0 && <Notice title={t('conflicts.none')} />}
          <ul>
            {conflicts.edges.map(({ node }) => (
              <ConflictCard key={node.key} conflict={node} />
            ))}
          </ul>
          {conflicts.pageInfo.hasNextPage && <MoreButton {...answered} />}
          <SearchNote search={conflicts.search} />
        </>
      )}
    </Framed>
  )
}

function ConflictCard({ conflict }: { conflict: Conflict }) {
  const { t } = useLanguage()
  const { about } = conflict
  return (
    <li className={styles.conflict}>
      <div className={styles.about}>
        {about.__typename === 'Observation' ? (
          <EntityChip entity={about.subject} />
        ) : (
          <>
            <EntityChip entity={about.from} />
            <TieChip tie={about} />
            <EntityChip entity={about.to} />
          </>
        )}
      </div>
      <p className={styles.what}>
        {[conflict.metric && t(`metric.${conflict.metric}`), t(`conflicts.${conflict.kind}`), t(`conflicts.${conflict.certainty}`)].filter(Boolean).join(' · ')}
      </p>
      <ol className={styles.sides}>
        {conflict.sides.map((side) => (
          <Side key={side.claim.key} side={side} />
        ))}
        {conflict.computed.map((figure, place) => (
          <Computed key={place} figure={figure} />
        ))}
      </ol>
      {conflict.claimCount > conflict.sides.length && <p className={styles.what}>{t('conflicts.more', { count: conflict.claimCount })}</p>}
    </li>
  )
}
