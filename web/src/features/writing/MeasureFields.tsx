// One figure of a claim.

import { useLanguage } from '../../i18n/language'
import type { MeasureDraft } from './draft'
import { ChoiceField, Group, TextField } from './fields'
import { METRICS } from './model'
import type { Problems } from './problems'
import styles from './Writing.module.css'

interface Props {
  number: number
  measure: MeasureDraft
  problems: Problems
  change: (part: Partial<MeasureDraft>) => void
  drop: () => void
}

export function MeasureFields({ number, measure, problems, change, drop }: Props) {
  const { t } = useLanguage()
  const problem = (field: keyof MeasureDraft) => problems[`measures.${number}.${field}`]
  return (
    <Group title={t('writing.figureNumber', { number: number + 1 })}>
      <ChoiceField label={t('writing.metric')} value={measure.metric} among={METRICS} word={(metric) => t(`metric.${metric}`)} change={(metric) => metric && change({ metric })} />
      <TextField label={t('writing.figure')} value={measure.figure} problem={problem('figure')} hint={t('writing.figureHint')} change={(figure) => change({ figure })} />
      <TextField label={t('writing.unit')} value={measure.unit} problem={problem('unit')} hint={t('writing.unitHint')} change={(unit) => change({ unit })} />
      <TextField label={t('evidence.basis')} value={measure.basis} hint={t('writing.basisHint')} change={(basis) => change({ basis })} />
      <TextField label={t('writing.periodFrom')} value={measure.periodFrom} problem={problem('periodFrom')} hint={t('writing.dateHint')} change={(periodFrom) => change({ periodFrom })} />
      <TextField label={t('writing.periodTo')} value={measure.periodTo} problem={problem('periodTo')} hint={t('writing.periodToHint')} change={(periodTo) => change({ periodTo })} />
      <TextField label={t('writing.asPrinted')} value={measure.asPrinted} change={(asPrinted) => change({ asPrinted })} />
      <p className={styles.drop}>
        <button type="button" className={styles.back} onClick={drop}>
          {t('writing.dropFigure')}
        </button>
      </p>
    </Group>
  )
}
