// The paths between two entities, the firmest first.

import type { Question } from '../../address/question'
import { AccessBadge } from '../../design/AccessBadge'
import { FaultNotice, Notice } from '../../design/Notice'
import { Sign } from '../../design/Sign'
import { Skeleton } from '../../design/Skeleton'
import { useLanguage } from '../../i18n/language'
import { BesideTheWorld } from '../diff/BesideTheWorld'
import { SinceTheDay } from '../diff/SinceTheDay'
import styles from './Answer.module.css'
import { Chain } from './Chain'
import { Heading, MoreButton, SearchNote } from './Heading'
import { pathsInput, usePaths } from './use_paths'

export function PathsAnswer({ question }: { question: Question }) {
  const { t } = useLanguage()
  const { view, error, loading, stale, again, asked, more, gathering, lost } = usePaths(question)
  if (error) return <FaultNotice error={error} again={again} />
  if (loading || !view) return <Skeleton />
  const { paths, start, end } = view
  const title = t('answer.paths', { from: start?.name ?? question.parts.from ?? '', to: end?.name ?? question.parts.to ?? '' })
  return (
    <div className={stale ? styles.stale : undefined} aria-busy={stale}>
      <Heading title={title} count={paths.edges.length} more={paths.pageInfo.hasNextPage} asked={asked} />
      <SinceTheDay paths={pathsInput(question)} />
      <BesideTheWorld paths={pathsInput(question)} />
      {paths.edges.length === 0 && (
        <Notice title={t('answer.noPaths')}>
          <p>{t('answer.tryDate')}</p>
        </Notice>
      )}
      <ol>
        {paths.edges.map(({ node }) => (
          <li key={node.key} className={styles.row}>
            <div className={styles.facts}>
              <span>
                <Sign name={`standing-${node.standing}`} /> {t(`standing.${node.standing}`)}
              </span>
              <AccessBadge access={node.access} />
              <span className={styles.faint}>{t('answer.publishers', { count: node.publishers })}</span>
            </div>
            <Chain path={node} />
          </li>
        ))}
      </ol>
      {paths.pageInfo.hasNextPage && <MoreButton more={more} gathering={gathering} lost={lost} />}
      <SearchNote search={paths.search} />
    </div>
  )
}
