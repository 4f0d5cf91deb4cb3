// An observation: whom or what it is about, its figures and words, and every claim about it.

import { useConnection } from '../../api/use_connection'
import { useView } from '../../api/use_view'
import { EntityChip } from '../../design/EntityChip'
import { FaultNotice, Notice } from '../../design/Notice'
import { Skeleton } from '../../design/Skeleton'
import { ObservationEvidenceDocument, type ObservationEvidenceQuery } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { Claims, CLAIMS } from './Claims'
import styles from './Evidence.module.css'
import { Figures } from './Figures'
import { Over } from './Over'
import { Disputed, Fact, Facts, Section } from './Parts'
import { Ties } from './RelationEvidence'

// Observations are found by what is claimed about them.
function observationIn({ view }: ObservationEvidenceQuery) {
  const about = view.scenario.claims.edges[0]?.node.about
  return about?.__typename === 'Observation' ? about : undefined
}

export function ObservationEvidence({ observation: key }: { observation: string }) {
  const { t } = useLanguage()
  const asked = { ...useView(), key, first: CLAIMS }
  const { data, connection: claims, error, loading, again, ...pages } = useConnection(ObservationEvidenceDocument, asked, (data) => observationIn(data)?.claims, `claims about ${key}`)
  if (error) return <FaultNotice error={error} again={again} />
  if (loading || !data) return <Skeleton />
  const node = observationIn(data)
  if (!node) return <Notice title={t('evidence.missing')} />
  return (
    <>
      <div className={styles.head}>
        <div className={styles.ends}>
          <EntityChip entity={node.subject} strong />
        </div>
        <p className={styles.badges}>
          <strong>{t(`metric.${node.metric}`)}</strong>
        </p>
        {node.text && <p>{node.text}</p>}
        {node.disputed && <Disputed />}
      </div>
      <Facts>
        {node.commodity && (
          <Fact name={t('evidence.commodity')}>
            <EntityChip entity={node.commodity} />
          </Fact>
        )}
        {node.stage && <Fact name={t('evidence.stage')}>{t(`stage.${node.stage}`)}</Fact>}
        {node.number && <Fact name={t('evidence.number')}>{node.number}</Fact>}
      </Facts>
      {node.regarding && (
        <Section title={t('evidence.regarding')}>
          <Ties ties={[node.regarding]} />
        </Section>
      )}
      {node.measures.length > 0 && (
        <Section title={t('evidence.figures')}>
          <Figures figures={node.measures} />
        </Section>
      )}
      <Claims
        about={node.key}
        claims={claims ?? node.claims}
        pages={pages}
        begun={{ kind: 'OBSERVATION', from: node.subject.key, metric: node.metric, commodity: node.commodity?.key, stage: node.stage ?? undefined, regarding: node.regarding?.key, number: node.number ?? '' }}
      />
      <Over about={node.key} />
    </>
  )
}
