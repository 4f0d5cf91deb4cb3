// How concentrated a supply is: per source and basis the suppliers as bars, and what they come to.

import type { Question } from '../../address/question'
import { useAnswer } from '../../api/use_answer'
import { useView } from '../../api/use_view'
import { Notice } from '../../design/Notice'
import { ConcentrationDocument, type ConcentrationQuery, type Metric } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { Framed } from '../answer/Framed'
import { Heading, SearchNote } from '../answer/Heading'
import { supplyInput } from '../answer/use_supply'
import { SinceTheDay } from '../diff/SinceTheDay'
import styles from './Concentration.module.css'
import { SupplierBars } from './SupplierBars'
import { TableHead } from './TableHead'

export type Result = ConcentrationQuery['view']['scenario']['concentration']['results'][number]

export default function ConcentrationAnswer({ question }: { question: Question }) {
  const { t } = useLanguage()
  const { parts } = question
  const metric = (parts.metric ?? 'SHARE') as Metric
  const answered = useAnswer(ConcentrationDocument, { ...useView(), of: parts.of ?? '', commodity: parts.commodity, metric })
  return (
    <Framed answered={answered}>
      {({ view: { scenario: { concentration } } }) => (
        <>
          <Heading
            title={t('concentration.title', { name: concentration.of.name })}
            count={concentration.resultCount}
            more={concentration.resultCount > concentration.results.length}
            asked={answered.asked}
          />
          <SinceTheDay suppliers={supplyInput(question)} />
          {concentration.results.length === 0 && (
            <Notice title={t('concentration.none', { name: concentration.of.name })}>
              <p>{t('concentration.noneText')}</p>
            </Notice>
          )}
          {concentration.results.map((result, place) => (
            // In the order of the answer, and without keys of their own.
            <ResultSection key={place} result={result} />
          ))}
          <SearchNote search={concentration.search} />
        </>
      )}
    </Framed>
  )
}

function ResultSection({ result }: { result: Result }) {
  const { t } = useLanguage()
  return (
    <section className={styles.result}>
      <TableHead table={result.table} />
      <dl className={styles.numbers}>
        <div>
          <dt>{t('concentration.hhi')}</dt>
          <dd>
            <Hhi hhi={result.hhi} />
          </dd>
        </div>
        <div>
          <dt>{t('concentration.makes80')}</dt>
          <dd>
            <Count count={result.makes80Percent} />
          </dd>
        </div>
        {result.coverage?.value && (
          <div>
            <dt>{t('concentration.coverage')}</dt>
            <dd>{Math.round(Number(result.coverage.value))} %</dd>
          </div>
        )}
      </dl>
      <SupplierBars rows={result.suppliers} count={result.supplierCount} />
    </section>
  )
}

function Hhi({ hhi: { value, low, high } }: { hhi: Result['hhi'] }) {
  const { t, intl } = useLanguage()
  const say = (number: string) => intl.formatNumber(Math.round(Number(number)))
  const range = low !== null && high !== null && low !== high ? t('concentration.range', { low: say(low), high: say(high) }) : undefined
  return (
    <>
      <strong>{value !== null ? say(value) : (range ?? '–')}</strong>
      <small>{[value !== null && range, t('concentration.hhiScale')].filter(Boolean).join(' · ')}</small>
    </>
  )
}

function Count({ count: { least, most } }: { count: Result['makes80Percent'] }) {
  const { t } = useLanguage()
  if (least === null) return <strong>–</strong>
  return <strong>{most === null || most === least ? least : t('concentration.between', { least, most })}</strong>
}
