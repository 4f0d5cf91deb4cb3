// The fields of a claim of a relation, those that its kind has.

import type { NameFragment } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { EntityField } from '../ask/EntityField'
import { DocumentField } from './DocumentField'
import { BLANK_MEASURE, type Draft } from './draft'
import { ChoiceField, Group, Held, TextField } from './fields'
import { MeasureFields } from './MeasureFields'
import { endsOf, hasCommodity, INSTRUMENTS, KINDS, MODES, STAGES, STATUSES, wordsOf } from './model'
import type { Problems } from './problems'
import styles from './Writing.module.css'

interface Props {
  draft: Draft
  names: ReadonlyMap<string, NameFragment>
  problems: Problems
  change: (part: Partial<Draft>) => void
}

export function ClaimForm({ draft, names, problems, change }: Props) {
  const { t } = useLanguage()
  const named = (key: string | undefined) => key && (names.get(key)?.name ?? key)
  const { kind, measures } = draft
  const words = wordsOf(kind)
  return (
    <>
      <Group title={t('writing.what')}>
        <ChoiceField label={t('writing.kind')} value={kind} among={KINDS} word={(kind) => t(`kinds.${kind}`)} change={(kind) => kind && change({ kind })} />
        {(['from', 'to'] as const).map((end) => (
          <Held key={end} problem={problems[end]}>
            <EntityField label={t(`part.${end}`)} commodity={false} kinds={endsOf(kind)[end]} value={draft[end]} name={named(draft[end])} optional={false} change={(key) => change({ [end]: key })} />
          </Held>
        ))}
        {hasCommodity(kind) && (
          <Held>
            <EntityField label={t('part.commodity')} commodity value={draft.commodity} name={named(draft.commodity)} optional change={(commodity) => change({ commodity })} />
          </Held>
        )}
        {kind === 'RESTRICTION' && (
          <>
            <ChoiceField label={t('writing.instrument')} value={draft.instrument} among={INSTRUMENTS} word={(word) => t(`instrument.${word}`)} change={(instrument) => instrument && change({ instrument })} />
            <Held>
              <EntityField label={t('evidence.addressee')} commodity={false} value={draft.addressee} name={named(draft.addressee)} optional change={(addressee) => change({ addressee })} />
            </Held>
          </>
        )}
        <ChoiceField label={t('part.stage')} value={draft.stage} among={STAGES} word={(stage) => t(`stage.${stage}`)} change={(stage) => change({ stage })} none={t('ask.any')} />
        <TextField label={t('evidence.number')} value={draft.number} change={(number) => change({ number })} />
        {words && <TextField label={t(`evidence.${words}`)} value={draft.words} change={(words) => change({ words })} />}
        {kind === 'CONTRACT' && <TextField label={t('evidence.signed')} value={draft.signed} problem={problems.signed} hint={t('writing.dateHint')} change={(signed) => change({ signed })} />}
        {kind === 'NEGOTIATION' && (
          <label className={styles.tick}>
            <input type="checkbox" checked={draft.aboutSupply} onChange={(event) => change({ aboutSupply: event.target.checked })} /> {t('evidence.potentialSupply')}
          </label>
        )}
      </Group>
      <Group title={t('writing.how')}>
        <ChoiceField label={t('writing.status')} value={draft.status} among={STATUSES} word={(status) => t(`status.${status}`)} problem={problems.status} change={(status) => change({ status })} none={t('writing.figuresAlone')} />
        <ChoiceField label={t('writing.mode')} value={draft.mode} among={MODES} word={(mode) => t(`mode.${mode}`)} change={(mode) => mode && change({ mode })} />
        {draft.mode === 'ATTRIBUTED' && (
          <Held>
            <EntityField label={t('writing.saidBy')} commodity={false} value={draft.saidBy} name={named(draft.saidBy)} optional change={(saidBy) => change({ saidBy })} />
          </Held>
        )}
        <TextField label={t('writing.validFrom')} value={draft.validFrom} problem={problems.validFrom} hint={t('writing.dateHint')} change={(validFrom) => change({ validFrom })} />
        <TextField label={t('writing.validTo')} value={draft.validTo} problem={problems.validTo} hint={t('writing.dateHint')} change={(validTo) => change({ validTo })} />
      </Group>
      {measures.map((measure, number) => (
        <MeasureFields
          // A figure has no name of its own; they are added and taken away at their places.
          key={number}
          number={number}
          measure={measure}
          problems={problems}
          change={(part) => change({ measures: measures.map((other, place) => (place === number ? { ...other, ...part } : other)) })}
          drop={() => change({ measures: measures.filter((_, place) => place !== number) })}
        />
      ))}
      <p>
        <button type="button" className={styles.back} onClick={() => change({ measures: [...measures, BLANK_MEASURE] })}>
          {t('writing.addFigure')}
        </button>
      </p>
      <Group title={t('writing.evidence')}>
        <Held problem={problems.document}>
          <DocumentField value={draft.document} change={(document) => change({ document })} />
        </Held>
        <TextField label={t('writing.locator')} value={draft.locator} hint={t('writing.locatorHint')} change={(locator) => change({ locator })} />
        <TextField label={t('writing.quote')} long value={draft.quote} hint={t('writing.quoteHint')} change={(quote) => change({ quote })} />
      </Group>
    </>
  )
}
