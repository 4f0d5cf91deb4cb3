// What a claim is about: a relation with the parts that its kind has, or one entity alone.

import { INSTRUMENTS, METRICS, STAGES } from '../../../api/words'
import { useLanguage } from '../../../i18n/language'
import type { Draft } from '../drafts/claim'
import { ABOUTS, ACTORS, endsOf, hasCommodity, wordsOf, type About } from '../model'
import { ChoiceField, Group, TextField, TickField } from '../parts/fields'
import { EntityPicker, RelationPicker } from '../parts/pickers'
import { Texts } from '../parts/Texts'

interface Props {
  draft: Draft
  change: (part: Partial<Draft>) => void
}

export function AboutFields({ draft, change }: Props) {
  const { t } = useLanguage()
  const { kind } = draft
  const word = (kind: About) => (kind === 'OBSERVATION' ? t('writing.observation') : t(`kinds.${kind}`))
  return (
    <>
      <Group title={t('writing.what')}>
        <ChoiceField at="kind" label={t('writing.kind')} value={kind} among={ABOUTS} word={word} change={(kind) => kind && change({ kind })} />
        {kind === 'OBSERVATION' ? <Observed draft={draft} change={change} /> : <Related kind={kind} draft={draft} change={change} />}
        {hasCommodity(kind) && <EntityPicker at="commodity" label={t('part.commodity')} kinds={['COMMODITY']} value={draft.commodity} optional change={(commodity) => change({ commodity })} />}
        <ChoiceField at="stage" label={t('part.stage')} value={draft.stage} among={STAGES} word={(stage) => t(`stage.${stage}`)} change={(stage) => change({ stage })} none={t('ask.any')} />
        <TextField at="number" label={t('evidence.number')} value={draft.number} hint={t('writing.numberHint')} change={(number) => change({ number })} />
      </Group>
      {kind === 'OBSERVATION' && <Texts at="text" label={t('writing.text')} add={t('writing.addText')} texts={draft.text} change={(text) => change({ text })} />}
    </>
  )
}

function Observed({ draft, change }: Props) {
  const { t } = useLanguage()
  return (
    <>
      <EntityPicker at="from" label={t('writing.subject')} kinds={endsOf('OBSERVATION').from} value={draft.from} change={(from) => change({ from })} />
      <ChoiceField at="metric" label={t('writing.metric')} value={draft.metric} among={METRICS} word={(metric) => t(`metric.${metric}`)} change={(metric) => metric && change({ metric })} />
      <RelationPicker at="regarding" label={t('writing.regarding')} hint={t('writing.regardingHint')} of={draft.from} value={draft.regarding} change={(regarding) => change({ regarding })} />
    </>
  )
}

function Related({ kind, draft, change }: Props & { kind: Exclude<About, 'OBSERVATION'> }) {
  const { t } = useLanguage()
  const words = wordsOf(kind)
  return (
    <>
      {(['from', 'to'] as const).map((end) => (
        <EntityPicker key={end} at={end} label={t(`writing.${end}.${kind}`)} kinds={endsOf(kind)[end]} value={draft[end]} change={(key) => change({ [end]: key })} />
      ))}
      {kind === 'RESTRICTION' && (
        <>
          <ChoiceField at="instrument" label={t('writing.instrument')} value={draft.instrument} among={INSTRUMENTS} word={(word) => t(`instrument.${word}`)} change={(instrument) => instrument && change({ instrument })} />
          <EntityPicker at="addressee" label={t('evidence.addressee')} kinds={ACTORS} value={draft.addressee} optional change={(addressee) => change({ addressee })} />
        </>
      )}
      {words && <TextField at="words" label={t(`evidence.${words}`)} value={draft.words} change={(words) => change({ words })} />}
      {kind === 'CONTRACT' && (
        <>
          <EntityPicker at="facility" label={t('evidence.facility')} kinds={['FACILITY']} value={draft.facility} optional change={(facility) => change({ facility })} />
          <TextField at="signed" label={t('evidence.signed')} value={draft.signed} hint={t('writing.dateHint')} change={(signed) => change({ signed })} />
        </>
      )}
      {kind === 'NEGOTIATION' && <TickField label={t('evidence.potentialSupply')} value={draft.aboutSupply} change={(aboutSupply) => change({ aboutSupply })} />}
    </>
  )
}
