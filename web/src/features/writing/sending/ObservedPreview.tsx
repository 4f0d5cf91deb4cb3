// An observation sets no state, so that no answer changes by it: beside what is known of the same it is seen whether it agrees.

import { useAnswer } from '../../../api/use_answer'
import { figureText } from '../../../api/figure'
import { Skeleton } from '../../../design/Skeleton'
import { ObservedAlreadyDocument, type NameFragment } from '../../../gql/graphql'
import { useLanguage } from '../../../i18n/language'
import type { Draft } from '../drafts/claim'
import styles from '../Writing.module.css'

interface Props {
  draft: Draft
  fresh: boolean
  names: ReadonlyMap<string, NameFragment>
}

export function ObservedPreview({ draft: { from = '', metric, commodity, measures, text }, fresh, names }: Props) {
  const { t, intl, language } = useLanguage()
  const { data, loading } = useAnswer(ObservedAlreadyDocument, { key: from, language, metrics: [metric] }, { pause: fresh || from === '' })
  const named = (key: string) => names.get(key)?.name ?? key
  const known = data?.node?.__typename === 'Entity' ? data.node.observations.edges.map(({ node }) => node) : []
  const figures = measures.map(({ figure, unit, periodFrom, periodTo }) => [`${figure} ${unit}`, [periodFrom, periodTo].filter(Boolean).join(' – ')].filter(Boolean).join(', '))
  return (
    <>
      <p className={styles.says}>{[named(from), commodity && named(commodity), t(`metric.${metric}`)].filter(Boolean).join(' · ')}</p>
      <p>{[...figures, ...text.map(({ text }) => text)].filter(Boolean).join('; ')}</p>
      <p className={styles.faint}>{t('writing.previewObserved')}</p>
      {loading && <Skeleton rows={1} />}
      {known.length > 0 && (
        <section className={styles.difference}>
          <h3>{t('writing.observedAlready', { name: named(from), metric: t(`metric.${metric}`) })}</h3>
          <ul className={styles.since}>
            {known.map(({ key, text, commodity, measures }) => (
              <li key={key}>{[commodity?.name, text, ...measures.map((measure) => figureText(measure, intl))].filter(Boolean).join(' · ')}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
