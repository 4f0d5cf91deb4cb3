// One figure of a claim, with its unit and the period that it was measured over.

import { METRICS } from '../../../api/words'
import { useLanguage } from '../../../i18n/language'
import type { MeasureDraft } from '../drafts/claim'
import { isChange, unitsOf } from '../model'
import { ChoiceField, TextField } from '../parts/fields'

interface Props {
  at: string
  measure: MeasureDraft
  change: (part: Partial<MeasureDraft>) => void
}

export function MeasureFields({ at, measure, change }: Props) {
  const { t } = useLanguage()
  const { metric, unit } = measure
  // The unit goes with the metric as long as nobody chose another.
  const measures = (next: typeof metric) => change({ metric: next, ...(unit === unitsOf(metric)[0] && { unit: unitsOf(next)[0] }) })
  return (
    <>
      <ChoiceField at={`${at}.metric`} label={t('writing.metric')} value={metric} among={METRICS} word={(metric) => t(`metric.${metric}`)} change={(metric) => metric && measures(metric)} />
      <TextField at={`${at}.figure`} label={t('writing.figure')} value={measure.figure} hint={t('writing.figureHint')} change={(figure) => change({ figure })} />
      <TextField at={`${at}.unit`} label={t('writing.unit')} value={unit} usual={unitsOf(metric)} hint={t('writing.unitHint')} change={(unit) => change({ unit })} />
      <TextField at={`${at}.basis`} label={t('evidence.basis')} value={measure.basis} hint={t('writing.basisHint')} change={(basis) => change({ basis })} />
      <TextField at={`${at}.periodFrom`} label={t('writing.periodFrom')} value={measure.periodFrom} hint={t('writing.dateHint')} change={(periodFrom) => change({ periodFrom })} />
      <TextField at={`${at}.periodTo`} label={t('writing.periodTo')} value={measure.periodTo} hint={t('writing.periodToHint')} change={(periodTo) => change({ periodTo })} />
      {isChange(metric) && (
        <>
          <TextField at={`${at}.baseFrom`} label={t('writing.baseFrom')} value={measure.baseFrom} hint={t('writing.dateHint')} change={(baseFrom) => change({ baseFrom })} />
          <TextField at={`${at}.baseTo`} label={t('writing.baseTo')} value={measure.baseTo} hint={t('writing.periodToHint')} change={(baseTo) => change({ baseTo })} />
        </>
      )}
      <TextField at={`${at}.asPrinted`} label={t('writing.asPrinted')} value={measure.asPrinted} hint={t('writing.asPrintedHint')} change={(asPrinted) => change({ asPrinted })} />
      <TextField at={`${at}.periodAsPrinted`} label={t('writing.periodAsPrinted')} value={measure.periodAsPrinted} hint={t('writing.periodAsPrintedHint')} change={(periodAsPrinted) => change({ periodAsPrinted })} />
    </>
  )
}
