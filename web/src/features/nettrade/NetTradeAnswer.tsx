// What one takes in less what it sends out: per source and basis, period by period, with the claims behind each figure.

import type { Question } from '../../address/question'
import { useAnswer } from '../../api/use_answer'
import { useView } from '../../api/use_view'
import { Notice } from '../../design/Notice'
import { NetTradeDocument, type Metric, type Stage } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { Framed } from '../answer/Framed'
import { Heading, SearchNote } from '../answer/Heading'
import { ask } from '../ask/ask'
import { questionText } from '../ask/question_text'
import { TableHead } from '../concentration/TableHead'
import { SinceTheDay } from '../diff/SinceTheDay'
import { Balance } from './Balance'
import styles from './NetTrade.module.css'
import { seriesOf, type Series } from './series'

export default function NetTradeAnswer({ question: { parts } }: { question: Question }) {
  const { t } = useLanguage()
  const { of = '', commodity, stage, metric } = parts
  const variables = { ...useView(), of, commodity, stage: stage as Stage | undefined, metric: metric as Metric | undefined }
  const answered = useAnswer(NetTradeDocument, variables)
  return (
    <Framed answered={answered}>
      {({ view: { scenario: { netTrade } } }) => (
        <>
          <Heading
            title={t('nettrade.title', { name: netTrade.of.name })}
            count={netTrade.resultCount}
            more={netTrade.resultCount > netTrade.results.length}
            asked={answered.asked}
          />
          <SinceTheDay about={netTrade.of.key} />
          {netTrade.results.length === 0 && (
            <Notice title={t('nettrade.none', { name: netTrade.of.name })}>
              <p>{t('nettrade.noneText')}</p>
            </Notice>
          )}
          {seriesOf(netTrade.results).map((series) => (
            <SeriesSection key={series.key} series={series} />
          ))}
          {netTrade.results.length > 0 && <ByPartner of={netTrade.of.key} name={netTrade.of.name} commodity={commodity} />}
          <SearchNote search={netTrade.search} />
        </>
      )}
    </Framed>
  )
}

function SeriesSection({ series: { results, most } }: { series: Series }) {
  const { t, intl } = useLanguage()
  const [first] = results
  if (!first) return null
  return (
    <section className={styles.series}>
      <TableHead table={{ ...first.table, commodity: first.commodity }} dated={results.length === 1} />
      {first.parts.length > 0 && (
        <p className={styles.note}>{t('nettrade.parts', { names: intl.formatList(first.parts.map(({ name }) => name), { type: 'conjunction' }) })}</p>
      )}
      {results.map((result, place) => (
        // In the order of the answer, and without keys of their own.
        <Balance key={place} result={result} most={most} dated={results.length > 1} />
      ))}
    </section>
  )
}

// The same trade, partner by partner.
function ByPartner({ of, name, commodity }: { of: string; name: string; commodity: string | undefined }) {
  const { t } = useLanguage()
  const by = (grouping: 'FROM' | 'TO') => {
    const question: Question = { kind: 'groups', parts: { grouping, kind: 'EXPORT', of, ...(commodity ? { commodity } : {}) } }
    ask({ question, words: questionText(question, t, (key) => (key === of ? name : key)) })
  }
  return (
    <p className={styles.partners}>
      <button type="button" onClick={() => by('FROM')}>{t('nettrade.origins')}</button>
      <button type="button" onClick={() => by('TO')}>{t('nettrade.destinations')}</button>
    </p>
  )
}
