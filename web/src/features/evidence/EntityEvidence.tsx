// An entity: its names and codes, what it may be the same as, what is known of it.

import { reading } from '../../address/options'
import type { QuestionKind } from '../../address/question'
import { useAddress } from '../../address/use_address'
import { useAnswer } from '../../api/use_answer'
import { useView } from '../../api/use_view'
import { useNarrow } from '../../design/use_narrow'
import { EntityChip } from '../../design/EntityChip'
import { FaultNotice, Notice } from '../../design/Notice'
import { Sign } from '../../design/Sign'
import { Skeleton } from '../../design/Skeleton'
import { EntityEvidenceDocument, type EntityEvidenceQuery } from '../../gql/graphql'
import { kindText } from '../../i18n/kind'
import { useLanguage } from '../../i18n/language'
import { ask } from '../ask/ask'
import { questionText } from '../ask/question_text'
import { SupposeEntity } from '../scenario/Suppose'
import { EntityButtons, MergedKeys } from '../writing/Writing'
import styles from './Evidence.module.css'
import { Observations } from './Observations'
import { counted, Fact, Facts, Section } from './Parts'
import { Ties } from './RelationEvidence'

type Entity = NonNullable<EntityEvidenceQuery['view']['scenario']['entity']>

export function EntityEvidence({ entity: key }: { entity: string }) {
  const { t } = useLanguage()
  const [{ options, pick }, go] = useAddress()
  const narrow = useNarrow()
  const { data, error, loading, again } = useAnswer(EntityEvidenceDocument, { ...useView(), key })
  if (error) return <FaultNotice error={error} again={again} />
  if (loading || !data) return <Skeleton />
  const { entity } = data.view.scenario
  if (!entity) return <Notice title={t('evidence.missing')} />
  const { relations, documents } = entity
  return (
    <>
      <div className={styles.head}>
        <h3>{entity.name}</h3>
        <p className={styles.badges}>
          <span>
            <Sign name={`entity-${entity.kind}`} /> {kindText(entity, t)}
          </span>
        </p>
        {entity.description && <p>{entity.description}</p>}
        <Questions entity={entity} />
        <SupposeEntity entity={entity.key} />
      </div>
      <About entity={entity} />
      <Observations of={entity.key} />
      <Section title={t('evidence.relations')} count={counted(relations)}>
        <Ties ties={relations.edges.map(({ node }) => node)} />
      </Section>
      {documents.edges.length > 0 && (
        <Section title={t('evidence.documents')} count={counted(documents)}>
          <ul className={styles.list}>
            {documents.edges.map(({ node }) => (
              <li key={node.key}>
                <button type="button" className={styles.document} onClick={() => go({ ...reading(options, node.key), pick: narrow ? undefined : pick })}>
                  {node.title}
                </button>{' '}
                <span className={styles.faint}>{[node.publisher?.name, node.published].filter(Boolean).join(', ')}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function Questions({ entity }: { entity: Entity }) {
  const { t } = useLanguage()
  const about = (kind: QuestionKind) => {
    const question = { kind, parts: { of: entity.key } }
    ask({ question, words: questionText(question, t, () => entity.name) })
  }
  const ends = !entity.aggregate && entity.kind !== 'COMMODITY'
  return (
    <p className={styles.actions}>
      {ends && <button type="button" onClick={() => about('suppliers')}>{t('evidence.askSuppliers')}</button>}
      {ends && <button type="button" onClick={() => about('customers')}>{t('evidence.askCustomers')}</button>}
      <button type="button" onClick={() => about('entity')}>{t('evidence.askAround')}</button>
      <EntityButtons entity={entity} />
    </p>
  )
}

function About({ entity }: { entity: Entity }) {
  const { t } = useLanguage()
  const names = entity.names.filter(({ text }) => text !== entity.name)
  return (
    <Facts>
      {names.length > 0 && <Fact name={t('evidence.names')}>{names.map(({ text }) => text).join(' · ')}</Fact>}
      {entity.codes.length > 0 && (
        <Fact name={t('evidence.codes')}>{entity.codes.map(({ scheme, value }) => `${value} (${scheme})`).join(' · ')}</Fact>
      )}
      {entity.broader && (
        <Fact name={t('evidence.broader')}>
          <EntityChip entity={entity.broader} />
        </Fact>
      )}
      {entity.stage && <Fact name={t('evidence.stage')}>{t(`stage.${entity.stage}`)}</Fact>}
      {entity.commodities.length > 0 && (
        <Fact name={t('evidence.works')}>
          {entity.commodities.map((commodity) => (
            <EntityChip key={commodity.key} entity={commodity} />
          ))}
        </Fact>
      )}
      {entity.possiblySame.length > 0 && (
        <Fact name={t('evidence.perhaps')}>
          {entity.possiblySame.map((other) => (
            <EntityChip key={other.key} entity={other} />
          ))}
        </Fact>
      )}
      {entity.mergedKeys.length > 0 && (
        <Fact name={t('evidence.merged')}>
          <MergedKeys keys={entity.mergedKeys} />
        </Fact>
      )}
    </Facts>
  )
}
