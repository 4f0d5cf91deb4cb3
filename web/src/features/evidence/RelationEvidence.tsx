// A relation: how it stands, its figures, what crosses it, and every claim about it.

import { periodText } from '../../api/figure'
import { useConnection } from '../../api/use_connection'
import { useView } from '../../api/use_view'
import { AccessBadge } from '../../design/AccessBadge'
import { EntityChip } from '../../design/EntityChip'
import { FaultNotice, Notice } from '../../design/Notice'
import { Sign } from '../../design/Sign'
import { Skeleton } from '../../design/Skeleton'
import { RelationEvidenceDocument, type RelationEvidenceQuery, type TieFragment } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { scopeOf } from '../answer/scope'
import { TieChip } from '../answer/TieChip'
import { SupposeRelation } from '../scenario/Suppose'
import type { Begun } from '../writing/desk'
import { Affected } from './Affected'
import { Claims, CLAIMS } from './Claims'
import styles from './Evidence.module.css'
import { Figures } from './Figures'
import { Disputed, Fact, Facts, Section } from './Parts'
import { Over } from './Over'
import { OwnFacts } from './OwnFacts'

export type Relation = NonNullable<RelationEvidenceQuery['view']['scenario']['relation']>

export function RelationEvidence({ relation: key }: { relation: string }) {
  const { t } = useLanguage()
  const asked = { ...useView(), key, first: CLAIMS }
  const { data, connection: claims, error, loading, again, ...pages } = useConnection(RelationEvidenceDocument, asked, ({ view }) => view.scenario.relation?.claims, `claims about ${key}`)
  if (error) return <FaultNotice error={error} again={again} />
  if (loading || !data) return <Skeleton />
  const { relation } = data.view.scenario
  if (!relation) return <Notice title={t('evidence.missing')} />
  return (
    <>
      <Head relation={relation} />
      <Standing relation={relation} />
      {relation.measures.length > 0 && (
        <Section title={t('evidence.figures')}>
          <Figures figures={relation.measures} />
        </Section>
      )}
      {'restrictions' in relation && relation.restrictions.length > 0 && (
        <Section title={t('evidence.restrictions')}>
          <Ties ties={relation.restrictions} />
        </Section>
      )}
      {relation.__typename === 'Restriction' && <Affected by={relation.key} />}
      <Claims about={relation.key} claims={claims ?? relation.claims} pages={pages} begun={begunAbout(relation)} />
      {!relation.assumed && <Over about={relation.key} />}
    </>
  )
}

// A further claim about the same.
function begunAbout({ kind, from, to, commodity, stage, number, status, ...relation }: Relation): Begun {
  const about: Begun = { kind, from: from.key, to: to.key, commodity: commodity?.key, stage: stage ?? undefined, number: number ?? '', status }
  return relation.__typename === 'Restriction' ? { ...about, instrument: relation.instrument } : about
}

function Head({ relation }: { relation: Relation }) {
  const { t } = useLanguage()
  return (
    <div className={styles.head}>
      <div className={styles.ends}>
        <EntityChip entity={relation.from} strong />
        <TieChip tie={relation} />
        <EntityChip entity={relation.to} strong />
      </div>
      <div className={styles.badges}>
        <strong>{t(`status.${relation.status}`)}</strong>
        {'access' in relation && <AccessBadge access={relation.access} />}
        {relation.assumed && (
          <span>
            <Sign name="assumed" /> {t('evidence.assumed')}
          </span>
        )}
      </div>
      {relation.disputed && <Disputed />}
      <SupposeRelation relation={relation.key} kind={relation.kind} status={relation.status} />
    </div>
  )
}

function Standing({ relation }: { relation: Relation }) {
  const { t } = useLanguage()
  return (
    <Facts>
      {relation.commodity && (
        <Fact name={t('evidence.commodity')}>
          <EntityChip entity={relation.commodity} />
        </Fact>
      )}
      {relation.stage && <Fact name={t('evidence.stage')}>{t(`stage.${relation.stage}`)}</Fact>}
      {relation.number && <Fact name={t('evidence.number')}>{relation.number}</Fact>}
      <Fact name={t('evidence.valid')}>{periodText(relation.valid) || t('evidence.unknownPeriod')}</Fact>
      {relation.lastObserved && <Fact name={t('evidence.lastObserved')}>{relation.lastObserved}</Fact>}
      <Fact name={t('evidence.publishers')}>{relation.publishers}</Fact>
      <OwnFacts relation={relation} />
    </Facts>
  )
}

export function Ties({ ties }: { ties: readonly TieFragment[] }) {
  const { t } = useLanguage()
  return (
    <ul className={styles.ties}>
      {ties.map((tie) => (
        <li key={tie.key} className={tie.status === 'ENDED' ? styles.past : undefined}>
          <EntityChip entity={tie.from} />
          <TieChip tie={tie} />
          <EntityChip entity={tie.to} />
          <span className={styles.faint}>&ensp;{scopeOf(tie, t)}</span>
        </li>
      ))}
    </ul>
  )
}
