// A claim: what it is about, how firm it is and when, its figures, and where it can be read.

import { MODES, STATUSES } from '../../../api/words'
import { useLanguage } from '../../../i18n/language'
import { BLANK_PLACE, blankMeasure, type Draft, type Earlier } from '../drafts/claim'
import { ACTORS } from '../model'
import { ChoiceField, Further, Group, TextField } from '../parts/fields'
import { useFilling } from '../parts/filling'
import { DocumentPicker, EntitiesPicker } from '../parts/pickers'
import { Rows } from '../parts/Rows'
import { Texts } from '../parts/Texts'
import styles from '../Writing.module.css'
import { AboutFields } from './AboutFields'
import { MeasureFields } from './MeasureFields'

interface Props {
  draft: Draft
  change: (part: Partial<Draft>) => void
}

export function ClaimForm({ draft, change }: Props) {
  const { t } = useLanguage()
  const { problems, refused } = useFilling()
  const observed = draft.kind === 'OBSERVATION'
  const carried = draft.statement.length + draft.note.length > 0
  const further = [...Object.keys(problems), refused?.at ?? ''].some((at) => /^(key|statement|note)\b/.test(at))
  return (
    <>
      {draft.earlier && <EarlierField earlier={draft.earlier} change={(earlier) => change({ earlier })} />}
      <AboutFields draft={draft} change={change} />
      <Group title={t(observed ? 'writing.howSaid' : 'writing.how')}>
        {!observed && <ChoiceField at="status" label={t('writing.status')} value={draft.status} among={STATUSES} word={(status) => t(`status.${status}`)} change={(status) => change({ status })} none={t('writing.figuresAlone')} />}
        <ChoiceField at="mode" label={t('writing.mode')} value={draft.mode} among={MODES} word={(mode) => t(`mode.${mode}`)} change={(mode) => mode && change({ mode })} />
        {draft.mode === 'ATTRIBUTED' && <EntitiesPicker at="saidBy" label={t('writing.saidBy')} kinds={ACTORS} values={draft.saidBy} change={(saidBy) => change({ saidBy })} />}
        <TextField at="validFrom" label={t('writing.validFrom')} value={draft.validFrom} hint={t('writing.dateHint')} change={(validFrom) => change({ validFrom })} />
        <TextField at="validTo" label={t('writing.validTo')} value={draft.validTo} hint={t('writing.dateHint')} change={(validTo) => change({ validTo })} />
        <TextField at="validAsPrinted" label={t('writing.validAsPrinted')} value={draft.validAsPrinted} hint={t('writing.periodAsPrintedHint')} change={(validAsPrinted) => change({ validAsPrinted })} />
      </Group>
      <Rows
        items={draft.measures}
        change={(measures) => change({ measures })}
        blank={() => blankMeasure(observed ? draft.metric : 'QUANTITY')}
        title={(number) => t('writing.figureNumber', { number })}
        add={t('writing.addFigure')}
      >
        {(measure, set, place) => <MeasureFields at={`measures.${place}`} measure={measure} change={set} />}
      </Rows>
      <Rows
        items={draft.evidence}
        change={(evidence) => change({ evidence })}
        blank={() => BLANK_PLACE}
        title={(number) => (draft.evidence.length > 1 ? t('writing.evidenceNumber', { number }) : t('writing.evidence'))}
        add={t('writing.addPlace')}
        least={1}
      >
        {({ document, locator, quote }, set, place) => (
          <>
            <DocumentPicker at={`evidence.${place}.document`} label={t('writing.document')} value={document} change={(document) => set({ document })} />
            <TextField at={`evidence.${place}.locator`} label={t('writing.locator')} value={locator} hint={t('writing.locatorHint')} change={(locator) => set({ locator })} />
            <TextField at={`evidence.${place}.quote`} label={t('writing.quote')} long value={quote} hint={t('writing.quoteHint')} change={(quote) => set({ quote })} />
          </>
        )}
      </Rows>
      <Further title={t('writing.further')} opened={further || carried}>
        <Texts at="statement" label={t('writing.statement')} add={t('writing.addStatement')} texts={draft.statement} change={(statement) => change({ statement })} />
        <Texts at="note" label={t('writing.note')} add={t('writing.addNote')} texts={draft.note} change={(note) => change({ note })} />
        <TextField at="key" label={t('writing.key')} value={draft.key} hint={t('writing.claimKeyHint')} change={(key) => change({ key })} />
      </Further>
    </>
  )
}

// The claim that it takes the place of, or whose terms it changes.
function EarlierField({ earlier, change }: { earlier: Earlier; change: (earlier: Earlier) => void }) {
  const { t } = useLanguage()
  return (
    <div className={styles.earlier}>
      <p>{earlier.statement}</p>
      <ChoiceField at="earlier" label={t('writing.earlier')} value={earlier.how} among={['supersedes', 'amends'] as const} word={(how) => t(`writing.${how}`)} change={(how) => how && change({ ...earlier, how })} />
    </div>
  )
}
