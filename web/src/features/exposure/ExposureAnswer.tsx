// How much of a supply comes from one: straight, through others, and what no figure tells.

import type { Question } from '../../address/question'
import { figureValue } from '../../api/figure'
import { percentText } from '../../api/percent'
import { useAnswer } from '../../api/use_answer'
import { useView } from '../../api/use_view'
import { EntityChip } from '../../design/EntityChip'
import { Notice } from '../../design/Notice'
import { Stack, Swatch, type Tone } from '../../design/Stack'
import { ExposureDocument, type ExposureQuery, type FigureFragment, type Metric } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { Framed } from '../answer/Framed'
import { Heading, SearchNote } from '../answer/Heading'
import { supplyInput } from '../answer/use_supply'
import { TableHead } from '../concentration/TableHead'
import { SinceTheDay } from '../diff/SinceTheDay'
import styles from './Exposure.module.css'

type Result = ExposureQuery['view']['scenario']['exposure']['results'][number]

export default function ExposureAnswer({ question }: { question: Question }) {
  const { t } = useLanguage()
  const { parts } = question
  const metric = (parts.metric ?? 'SHARE') as Metric
  const answered = useAnswer(ExposureDocument, { ...useView(), of: parts.of ?? '', to: parts.to ?? '', commodity: parts.commodity, metric })
  return (
    <Framed answered={answered}>
      {({ view: { scenario: { exposure } } }) => (
        <>
          <Heading
            title={t('exposure.title', { of: exposure.of.name, to: exposure.to.name })}
            count={exposure.resultCount}
            more={exposure.resultCount > exposure.results.length}
            asked={answered.asked}
          />
          <SinceTheDay suppliers={supplyInput(question)} />
          {exposure.results.length === 0 && (
            <Notice title={t('exposure.none', { to: exposure.to.name })}>
              <p>{t('exposure.noneText')}</p>
            </Notice>
          )}
          {exposure.results.map((result, place) => (
            // In the order of the answer, and without keys of their own.
            <ResultSection key={place} result={result} to={exposure.to.name} />
          ))}
          <SearchNote search={exposure.search} />
        </>
      )}
    </Framed>
  )
}

const PARTS = [
  ['direct', 'full'],
  ['indirect', 'striped'],
  ['untraced', 'dotted'],
  ['unnamed', 'empty'],
] as const satisfies readonly (readonly [keyof Result, Tone])[]

function ResultSection({ result, to }: { result: Result; to: string }) {
  const { t, intl } = useLanguage()
  const said = (figure: FigureFragment | null) => (figure ? percentText(figure, intl) : t('exposure.unknown'))
  return (
    <section className={styles.result}>
      <TableHead table={result.table} />
      <p className={styles.total}>
        <strong>{said(result.total)}</strong> {t('exposure.total', { to })}
      </p>
      <Stack parts={PARTS.flatMap(([part, tone]) => (tone === 'empty' || !result[part] ? [] : [{ tone, value: figureValue(result[part]) ?? 0 }]))} />
      <dl className={styles.legend}>
        {PARTS.map(([part, tone]) => (
          <div key={part}>
            <dt>
              <Swatch tone={tone} /> {t(`exposure.${part}`)}
            </dt>
            <dd>{said(result[part])}</dd>
          </div>
        ))}
      </dl>
      <Through result={result} to={to} />
    </section>
  )
}

function Through({ result: { through, missing, missingCount }, to }: { result: Result; to: string }) {
  const { t, intl } = useLanguage()
  return (
    <>
      {through.length > 0 && (
        <div>
          <h4>{t('exposure.through')}</h4>
          <ul className={styles.list}>
            {through.map(({ entity, share, exposure, part }) => (
              <li key={entity.key}>
                <EntityChip entity={entity} />
                <small>{t('exposure.throughSays', { share: share ? percentText(share, intl) : t('exposure.unknown'), exposure: percentText(exposure, intl), to })}</small>
                <b>{percentText(part, intl)}</b>
              </li>
            ))}
          </ul>
        </div>
      )}
      {missing.length > 0 && (
        <div>
          <h4>
            {t('exposure.missing')} ({missingCount})
          </h4>
          <ul className={styles.list}>
            {missing.map(({ entity, part }) => (
              <li key={entity.key}>
                <EntityChip entity={entity} />
                <b>{percentText(part, intl)}</b>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}
