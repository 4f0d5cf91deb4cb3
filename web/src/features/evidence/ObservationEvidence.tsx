// An observation: whom or what it is about, its figures and words, and every claim about it.

import { useAnswer } from '../../api/use_answer'
import { useView } from '../../api/use_view'
import { EntityChip } from '../../design/EntityChip'
import { FaultNotice, Notice } from '../../design/Notice'
import { Skeleton } from '../../design/Skeleton'
import { ObservationEvidenceDocument } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { Claims } from './Claims'
import styles from './Evidence.module.css'
import { Figures } from './Figures'
import { Over } from './Over'
import { Disputed, Fact, Facts, Section } from './Parts'
import { Ties } from './RelationEvidence'

export function ObservationEvidence({ observation: key }: { observation: string }) {
  const { t } = useLanguage()
  const { data, error, loading, again } = useAnswer(ObservationEvidenceDocument, { ...useView(), key })
  if (error) return <FaultNotice error={error} again={again} />
  if (loading || !data) return <Skeleton />
  // Observations are found by what is claimed about them.
  const node = data.view.scenario.claims.edges[0]?.node.about
  if (node?.__typename !== 'Observation') return <Notice title={t('evidence.missing')} />
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
        claims={node.claims}
        begun={{ kind: 'OBSERVATION', from: node.subject.key, metric: node.metric, commodity: node.commodity?.key, stage: node.stage ?? undefined, regarding: node.regarding?.key, number: node.number ?? '' }}
      />
      <Over about={node.key} />
    </>
  )
}
