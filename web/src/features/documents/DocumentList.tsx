// Which documents there are, by words, publisher and date.

import { reading } from '../../address/options'
import { useAddress } from '../../address/use_address'
import { useNames } from '../../api/use_names'
import { FaultNotice, Notice } from '../../design/Notice'
import { Skeleton } from '../../design/Skeleton'
import { useLanguage } from '../../i18n/language'
import { WriteDocumentButton } from '../writing/Writing'
import { MoreButton } from '../answer/Heading'
import styles from './Documents.module.css'
import { Filters } from './Filters'
import { snippetPieces } from './marks'
import { Marked } from './Marked'
import { useDocuments, type Hit } from './use_documents'

export function DocumentList() {
  const { t } = useLanguage()
  const { hits, about, tally, pages, loading, stale, error, again } = useDocuments()
  const names = useNames(about ? [about] : [])
  const count = t(`documents.count.${tally}`, { count: hits.length })
  return (
    <section className={styles.documents} aria-label={t('documents.title')}>
      <Filters />
      <p className={styles.write}>
        <WriteDocumentButton />
      </p>
      {error ? (
        <FaultNotice error={error} again={again} />
      ) : loading ? (
        <Skeleton rows={4} />
      ) : (
        <div className={styles.list} data-stale={stale} aria-busy={stale}>
          <p className={styles.count} role="status">
            {about ? `${count} · ${t('documents.naming', { name: names.get(about)?.name ?? about })}` : count}
          </p>
          {hits.length === 0 && (
            <Notice title={t('documents.none')}>
              <p>{t('documents.noneText')}</p>
            </Notice>
          )}
          <ol>
            {hits.map((hit) => (
              <Line key={hit.document.key} hit={hit} />
            ))}
          </ol>
          {tally === 'more' && <MoreButton {...pages} label={t('documents.more')} />}
        </div>
      )}
    </section>
  )
}

function Line({ hit: { document, snippet } }: { hit: Hit }) {
  const { t } = useLanguage()
  const [{ options }, go] = useAddress()
  return (
    <li className={styles.line}>
      <button type="button" onClick={() => go(reading(options, document.key))}>
        {document.title}
      </button>
      <p className={styles.origin}>{[document.publisher?.name, document.published ?? t('documents.undated'), document.collection].filter(Boolean).join(' · ')}</p>
      {snippet && (
        <p className={styles.snippet}>
          <Marked pieces={snippetPieces(snippet)} />
        </p>
      )}
    </li>
  )
}
