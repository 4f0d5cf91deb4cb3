// A document: its passages with the entities marked, each with the claims that rest on it beside.

import { useEffect, useMemo, useRef } from 'react'

import { reading } from '../../address/options'
import { useAddress } from '../../address/use_address'
import { useAnswer } from '../../api/use_answer'
import { useView } from '../../api/use_view'
import { EntityChip } from '../../design/EntityChip'
import { FaultNotice, Notice } from '../../design/Notice'
import { Sign } from '../../design/Sign'
import { Skeleton } from '../../design/Skeleton'
import { ReadDocumentDocument, type ReadDocumentQuery } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { StrikeButton, WriteButton } from '../writing/Writing'
import { Claims } from './Claims'
import { beside } from './list'
import { pieces } from './marks'
import { Marked } from './Marked'
import styles from './Reader.module.css'
import { useClaims } from './use_claims'

type Read = Extract<NonNullable<ReadDocumentQuery['node']>, { __typename: 'Document' }>

export function Reader({ document: key, at }: { document: string; at: string | undefined }) {
  const { t } = useLanguage()
  const [{ options }, go] = useAddress()
  const { language } = useView()
  const { data, error, loading, again } = useAnswer(ReadDocumentDocument, { key, language })
  const document = data?.node?.__typename === 'Document' ? data.node : undefined
  const back = () => go(reading(options, undefined))
  return (
    <article className={styles.reader}>
      <p className={styles.bar}>
        <button type="button" onClick={back}>
          ← {t('documents.back')}
        </button>
        {document && <WriteButton begun={{ evidence: [{ document: document.key, locator: at ?? '', quote: '' }] }} />}
      </p>
      {error ? <FaultNotice error={error} again={again} /> : loading ? <Skeleton rows={4} /> : document ? <Text document={document} at={at} /> : <Notice title={t('documents.missing')} />}
    </article>
  )
}

function Text({ document, at }: { document: Read; at: string | undefined }) {
  const { t } = useLanguage()
  const [{ options }] = useAddress()
  const { claims, loaded, missing, hasMore, error, again } = useClaims(document.key)
  const mentioned = useMemo(() => document.mentions.edges.map(({ node }) => node), [document])
  const entities = useMemo(() => new Map(mentioned.map((entity) => [entity.key, entity])), [mentioned])
  const placed = beside(document.key, document.passages, claims)
  const marked = (text: string) => <Marked pieces={pieces(text, mentioned, options.find)} entities={entities} />
  return (
    <div className={styles.document} lang={document.language ?? undefined}>
      <Head document={document} />
      {error && <FaultNotice error={error} again={again} />}
      {missing && <p className={styles.note}>{t('documents.notYet')}</p>}
      {document.passages.length === 0 && <p className={styles.note}>{t('documents.noText')}</p>}
      {document.passages.map(({ heading, locator, text }, place) => (
        // A locator may stand twice; the order of passages is that of the document.
        <Passage key={place} at={locator !== null && locator === at} settled={loaded}>
          <div className={styles.text}>
            {heading && heading !== document.passages[place - 1]?.heading && <h3>{heading}</h3>}
            <p>
              {locator && <span className={styles.locator}>{locator}</span>}
              {marked(text)}
            </p>
          </div>
          <Claims title={t('documents.claimsHere')} claims={placed.passages[place] ?? []} />
        </Passage>
      ))}
      {placed.elsewhere.length > 0 && (
        <section className={styles.elsewhere}>
          <h3>{t('documents.claimsElsewhere')}</h3>
          <Claims title={t('documents.claimsElsewhere')} claims={placed.elsewhere} />
        </section>
      )}
      {hasMore && <p className={styles.note}>{t('documents.moreClaims', { count: claims.length })}</p>}
      {document.passages.length > 0 && <StrikeButton document={document.key} />}
    </div>
  )
}

function Head({ document }: { document: Read }) {
  const { t, language } = useLanguage()
  // The day is that of the place of publication, which the instant in UTC may differ from.
  const instant = document.publishedAt?.match(/^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}).*Z$/)
  const time = instant && [instant[1] === document.published ? '' : instant[1], instant[2], 'UTC'].filter(Boolean).join(' ')
  const when = time ? `${document.published ?? ''} (${time})` : document.published
  return (
    <header className={styles.head} lang={language}>
      <h2>{document.title}</h2>
      <p className={styles.origin}>
        {document.publisher && <EntityChip entity={document.publisher} />}
        <span>{[when ?? t('documents.undated'), document.collection].filter(Boolean).join(' · ')}</span>
        {/^https?:/.test(document.url ?? '') && (
          <a href={document.url ?? undefined} target="_blank" rel="noreferrer">
            <Sign name="document" /> {t('documents.read')}
          </a>
        )}
      </p>
      {document.mentions.edges.length > 0 && (
        <p className={styles.mentions}>
          <span>{t('documents.mentions')}</span>
          {document.mentions.edges.map(({ node }) => (
            <EntityChip key={node.key} entity={node} />
          ))}
        </p>
      )}
    </header>
  )
}

// The one that the address names comes into sight, and again when the claims above it have taken their room.
function Passage({ at, settled, children }: { at: boolean; settled: boolean; children: React.ReactNode }) {
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    if (at) place.current?.scrollIntoView({ block: 'start' })
  }, [at, settled])
  return (
    <section ref={place} className={styles.passage} data-at={at}>
      {children}
    </section>
  )
}
