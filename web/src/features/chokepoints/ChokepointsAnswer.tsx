// What a supply hangs on, ranked by what breaks without it.

import type { Question } from '../../address/question'
import { useConnection } from '../../api/use_connection'
import { useView } from '../../api/use_view'
import { EntityChip } from '../../design/EntityChip'
import { Notice } from '../../design/Notice'
import { ChokepointsDocument, type ChokepointsQuery } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import answer from '../answer/Answer.module.css'
import { Framed } from '../answer/Framed'
import { Heading, MoreButton, SearchNote } from '../answer/Heading'
import { TieChip } from '../answer/TieChip'
import { hops, supplyInput } from '../answer/use_supply'
import { SinceTheDay } from '../diff/SinceTheDay'
import { ChokepointRow } from './ChokepointRow'
import styles from './Chokepoints.module.css'

type Answer = ChokepointsQuery['view']['scenario']['chokepoints']
export type Chokepoint = Answer['edges'][number]['node']

export default function ChokepointsAnswer({ question }: { question: Question }) {
  const { t } = useLanguage()
  const { parts } = question
  const { of = '', commodity, maxHops } = parts
  const variables = { ...useView(), of, commodity, maxHops: hops(maxHops, 4), first: 20 }
  const answered = useConnection(ChokepointsDocument, variables, ({ view }) => view.scenario.chokepoints, JSON.stringify(['chokepoints', parts]))
  const name = answered.data?.view.scenario.entity?.name ?? of
  return (
    <Framed answered={{ ...answered, data: answered.connection }}>
      {(chokepoints) => (
        <>
          <Heading title={t('chokepoints.title', { name })} count={chokepoints.edges.length} more={chokepoints.pageInfo.hasNextPage} asked={answered.asked} />
          <SinceTheDay suppliers={supplyInput(question)} />
          <Whole chokepoints={chokepoints} />
          {chokepoints.edges.length === 0 && (
            <Notice title={t('chokepoints.none', { name })}>
              <p>{t('chokepoints.noneText')}</p>
            </Notice>
          )}
          <ol>
            {chokepoints.edges.map(({ node }) => (
              <ChokepointRow key={node.entity?.key ?? node.relation?.key} chokepoint={node} />
            ))}
          </ol>
          {chokepoints.pageInfo.hasNextPage && <MoreButton {...answered} />}
          <SearchNote search={chokepoints.search} />
        </>
      )}
    </Framed>
  )
}

function Whole({ chokepoints: { suppliers, paths, exact, entityCut } }: { chokepoints: Answer }) {
  const { t } = useLanguage()
  return (
    <section className={answer.row}>
      <p className={answer.faint}>{t('chokepoints.whole', { suppliers, paths, exact: String(exact) })}</p>
      {entityCut && entityCut.size > 0 && (
        <>
          <h3>{t(entityCut.smallest ? 'chokepoints.cut' : 'chokepoints.cutMaybe')}</h3>
          <div className={styles.cut}>
            {entityCut.entities.map((entity) => (
              <EntityChip key={entity.key} entity={entity} />
            ))}
            {entityCut.relations.map((tie) => (
              <span key={tie.key} className={answer.tie}>
                <EntityChip entity={tie.from} />
                <TieChip tie={tie} />
                <EntityChip entity={tie.to} />
              </span>
            ))}
          </div>
        </>
      )}
    </section>
  )
}
