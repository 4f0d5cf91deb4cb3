// Suppliers or customers, in the order of the answer, grouped by how real they are.

import type { Question } from '../../address/question'
import { grouped } from '../../api/grouped'
import { FaultNotice, Notice } from '../../design/Notice'
import { Sign } from '../../design/Sign'
import { Skeleton } from '../../design/Skeleton'
import { useLanguage } from '../../i18n/language'
import { BesideTheWorld } from '../diff/BesideTheWorld'
import { SinceTheDay } from '../diff/SinceTheDay'
import styles from './Answer.module.css'
import { Heading, MoreButton, SearchNote } from './Heading'
import { SupplierRow } from './SupplierRow'
import { supplyInput, useSupply, type SupplyEdge } from './use_supply'

export function SupplyAnswer({ question }: { question: Question }) {
  const { t } = useLanguage()
  const { supply, entity, error, loading, stale, again, asked, more, gathering, lost } = useSupply(question)
  if (error) return <FaultNotice error={error} again={again} />
  if (loading || !supply) return <Skeleton />
  const name = entity?.name ?? question.parts.of ?? ''
  const down = question.kind === 'customers'
  const compared = { [question.kind]: supplyInput(question) }
  return (
    <div className={stale ? styles.stale : undefined} aria-busy={stale}>
      <Heading title={t(down ? 'answer.customers' : 'answer.suppliers', { name })} count={supply.edges.length} more={supply.pageInfo.hasNextPage} asked={asked} />
      <SinceTheDay {...compared} />
      <BesideTheWorld {...compared} />
      {supply.edges.length === 0 && (
        <Notice title={t(down ? 'answer.noCustomers' : 'answer.noSuppliers', { name })}>
          <p>{t('answer.tryDate')}</p>
        </Notice>
      )}
      {groups(supply.edges).map((group) => (
        <section key={group[0]?.node.entity.key}>
          <h3 className={styles.group}>
            {group[0] && (
              <>
                <Sign name={`standing-${group[0].node.standing}`} />
                {t(`standing.${group[0].node.standing}`)}
                {group[0].node.access === 'BLOCKED' && `, ${t('access.BLOCKED')}`}
              </>
            )}
            <span className={styles.number}>{group.length}</span>
          </h3>
          <ul>
            {group.map((edge) => {
              const other = edge.node.entity.key
              const self = entity?.key ?? question.parts.of ?? ''
              return <SupplierRow key={other} edge={edge} ends={down ? { from: self, to: other } : { from: other, to: self }} />
            })}
          </ul>
        </section>
      ))}
      {supply.pageInfo.hasNextPage && <MoreButton more={more} gathering={gathering} lost={lost} />}
      <SearchNote search={supply.search} />
    </div>
  )
}

// Blocked ones, which come last, are groups of their own.
function groups(edges: readonly SupplyEdge[]): SupplyEdge[][] {
  return grouped(edges, ({ node }) => `${node.standing} ${node.access === 'BLOCKED'}`).map(([, group]) => group)
}
