// All that touches an entity, by kind; what is no longer so comes last.

import type { Question } from '../../address/question'
import { grouped } from '../../api/grouped'
import { EntityChip } from '../../design/EntityChip'
import { FaultNotice, Notice } from '../../design/Notice'
import { Skeleton } from '../../design/Skeleton'
import type { TieFragment } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { BesideTheWorld } from '../diff/BesideTheWorld'
import { SinceTheDay } from '../diff/SinceTheDay'
import styles from './Answer.module.css'
import { Heading, MoreButton } from './Heading'
import { scopeOf } from './scope'
import { TieChip } from './TieChip'
import { useNeighbourhood } from './use_neighbourhood'

export function EntityAnswer({ question }: { question: Question }) {
  const { t } = useLanguage()
  const { entity, missing, error, loading, stale, again, asked, more, gathering, lost } = useNeighbourhood(question.parts.of)
  if (error) return <FaultNotice error={error} again={again} />
  if (missing) return <Notice title={t('answer.missingEntity', { name: question.parts.of ?? '' })} />
  if (loading || !entity) return <Skeleton />
  const ties = entity.relations.edges.map(({ node }) => node)
  const kinds = grouped(ties.filter(({ status }) => status !== 'ENDED'), ({ kind }) => kind)
  const lapsed = ties.filter(({ status }) => status === 'ENDED')
  return (
    <div className={stale ? styles.stale : undefined} aria-busy={stale}>
      <Heading title={t('answer.entity', { name: entity.name })} count={ties.length} more={entity.relations.pageInfo.hasNextPage} asked={asked} />
      <SinceTheDay about={entity.key} />
      <BesideTheWorld about={entity.key} />
      {ties.length === 0 && <Notice title={t('answer.noRelations', { name: entity.name })} />}
      {kinds.map(([kind, group]) => (
        <Group key={kind} title={t(`kinds.${kind}`)} ties={group} />
      ))}
      {lapsed.length > 0 && <Group title={t('answer.lapsed')} ties={lapsed} lapsed />}
      {entity.relations.pageInfo.hasNextPage && <MoreButton more={more} gathering={gathering} lost={lost} />}
    </div>
  )
}

function Group({ title, ties, lapsed }: { title: string; ties: readonly TieFragment[]; lapsed?: boolean }) {
  const { t } = useLanguage()
  return (
    <section>
      <h3 className={styles.group}>
        {title} <span className={styles.number}>{ties.length}</span>
      </h3>
      <ul>
        {ties.map((tie) => (
          <li key={tie.key} className={`${styles.row} ${styles.tie} ${lapsed ? styles.lapsed : ''}`}>
            <EntityChip entity={tie.from} />
            <TieChip tie={tie} access={'access' in tie ? tie.access : undefined} />
            <EntityChip entity={tie.to} />
            <span className={styles.faint}>&ensp;{scopeOf(tie, t)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
