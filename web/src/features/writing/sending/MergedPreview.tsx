// What a merge would change: which relations are shown as one from then on, and which no more.

import { useAnswer } from '../../../api/use_answer'
import { FaultNotice } from '../../../design/Notice'
import { Skeleton } from '../../../design/Skeleton'
import { MergeTiesDocument } from '../../../gql/graphql'
import { useLanguage } from '../../../i18n/language'
import { merged, type MergeTie } from '../drafts/merging'
import styles from '../Writing.module.css'

export function MergedPreview({ gone, stays }: { gone: string; stays: string }) {
  const { t, language } = useLanguage()
  const { data, error, again } = useAnswer(MergeTiesDocument, { ids: [gone, stays].sort(), language }, { anew: true })
  if (error) return <FaultNotice error={error} again={again} />
  if (!data) return <Skeleton rows={2} />
  const sides = data.nodes.flatMap((node) => (node?.__typename === 'Entity' ? [node.relations] : []))
  const { alike, between } = merged(gone, stays, sides.flatMap(({ edges }) => edges.map(({ node }) => node)))
  const partly = sides.some(({ pageInfo }) => pageInfo.hasNextPage)
  return (
    <section className={styles.difference} aria-label={t('writing.preview')}>
      <p>{t('writing.mergeWould')}</p>
      <Ties title={t('writing.mergeAlike', { count: alike.length })} ties={alike} />
      <Ties title={t('writing.mergeBetween', { count: between.length })} ties={between} />
      {partly && <p className={styles.faint}>{t('writing.mergePartly')}</p>}
    </section>
  )
}

function Ties({ title, ties }: { title: string; ties: readonly MergeTie[] }) {
  const { t } = useLanguage()
  return (
    <>
      <p>{title}</p>
      {ties.length > 0 && (
        <ul className={styles.since}>
          {ties.map(({ key, kind, from, to, commodity }) => (
            <li key={key}>
              {from.name} {t(`kind.${kind}`)} {to.name}
              {commodity && ` · ${commodity.name}`}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
