// The answer, or the relations of the selection, as a table that can be sorted, grouped and kept as a file.

import { isWhole, type Question } from '../../address/question'
import { useAddress } from '../../address/use_address'
import { FaultNotice, Notice } from '../../design/Notice'
import { Skeleton } from '../../design/Skeleton'
import { useLanguage } from '../../i18n/language'
import { useSubgraph } from '../../subgraph/use_subgraph'
import { useSupply } from '../answer/use_supply'
import { relationColumns } from './relation_columns'
import { Sheet } from './Sheet'
import { supplierColumns } from './supplier_columns'

export default function TableView() {
  const [{ question, options }] = useAddress()
  const supply = question && isWhole(question) && (question.kind === 'suppliers' || question.kind === 'customers')
  if (supply && options.rows !== 'relations') return <AnswerSheet question={question} />
  return <RelationSheet choice={supply ?? false} />
}

function AnswerSheet({ question }: { question: Question }) {
  const { t, intl } = useLanguage()
  const { supply, error, loading, stale, again, ...pages } = useSupply(question)
  if (error) return <FaultNotice error={error} again={again} />
  if (loading || !supply) return <Skeleton />
  return (
    <Sheet
      name="answer"
      choice
      caption={t('table.captionAnswer')}
      columns={supplierColumns(t, intl)}
      rows={supply.edges}
      keyOf={({ node }) => node.entity.key}
      stale={stale}
      pages={supply.pageInfo.hasNextPage ? pages : undefined}
    />
  )
}

function RelationSheet({ choice }: { choice: boolean }) {
  const { t, intl } = useLanguage()
  const { subgraph, loading, stale, error, again, ...pages } = useSubgraph()
  if (error) return <FaultNotice error={error} again={again} />
  if (loading) return <Skeleton />
  if (subgraph.links.size === 0) {
    return (
      <Notice title={t('table.empty')}>
        <p>{t('table.emptyText')}</p>
      </Notice>
    )
  }
  return (
    <Sheet
      name="relations"
      choice={choice}
      caption={t('table.captionRelations')}
      columns={relationColumns(subgraph, t, intl)}
      rows={[...subgraph.links.values()]}
      keyOf={({ tie }) => tie.key}
      faint={({ tie }) => tie.status === 'ENDED' || tie.status === 'DENIED'}
      stale={stale}
      pages={pages.hasMore ? pages : undefined}
    />
  )
}
