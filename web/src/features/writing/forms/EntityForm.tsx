// An entity: its kind, its names in the languages that it has them in, its codes, and what its kind has of its own.

import { ENTITY_KINDS, STAGES } from '../../../api/words'
import { useLanguage } from '../../../i18n/language'
import { BLANK_CODE, blankName, entityKey, type EntityDraft } from '../drafts/entity'
import { performs, ROLES } from '../model'
import { ChoiceField, Group, TextField, TickField } from '../parts/fields'
import { EntitiesPicker, EntityPicker } from '../parts/pickers'
import { Rows } from '../parts/Rows'
import { LANGUAGES, Texts, unused } from '../parts/Texts'
import styles from '../Writing.module.css'

interface Props {
  draft: EntityDraft
  change: (part: Partial<EntityDraft>) => void
}

export function EntityForm({ draft, change }: Props) {
  const { t, language } = useLanguage()
  const { kind, names, codes } = draft
  const key = entityKey(draft)
  return (
    <>
      {draft.version && <p className={styles.faint}>{t('writing.versionHow', { key: draft.key })}</p>}
      <Rows
        items={names}
        change={(names) => change({ names })}
        blank={() => blankName(unused(names, language))}
        title={(number) => (names.length > 1 ? t('writing.nameNumber', { number }) : t('writing.name'))}
        add={t('writing.addName')}
        least={1}
      >
        {({ text, language, role }, set, place) => (
          <>
            <TextField at={`names.${place}.text`} label={t('writing.name')} value={text} change={(text) => set({ text })} />
            <TextField at={`names.${place}.language`} label={t('writing.language')} value={language} usual={LANGUAGES} hint={t('writing.languageHint')} change={(language) => set({ language })} />
            <ChoiceField at={`names.${place}.role`} label={t('writing.role')} value={role} among={ROLES} word={(role) => t(`writing.role.${role}`)} change={(role) => role && set({ role })} />
          </>
        )}
      </Rows>
      <Group title={t('writing.whatItIs')}>
        {!draft.version && (
          <>
            <ChoiceField at="kind" label={t('writing.kind')} value={kind} among={ENTITY_KINDS} word={(kind) => t(`entity.${kind}`)} change={(kind) => kind && change({ kind })} />
            <TextField at="key" label={t('writing.key')} value={draft.key} hint={key && !draft.key ? t('writing.keyMade', { key }) : t('writing.keyHint')} change={(key) => change({ key })} />
          </>
        )}
        <TextField at="subkind" label={t('writing.subkind')} value={draft.subkind} hint={t('writing.subkindHint')} change={(subkind) => change({ subkind })} />
        {kind === 'COMMODITY' && <EntityPicker at="broader" label={t('evidence.broader')} kinds={['COMMODITY']} value={draft.broader} optional change={(broader) => change({ broader })} />}
        {performs(kind) && (
          <>
            <ChoiceField at="stage" label={t('part.stage')} value={draft.stage} among={STAGES} word={(stage) => t(`stage.${stage}`)} change={(stage) => change({ stage })} none={t('writing.unknown')} />
            <EntitiesPicker at="commodities" label={t('evidence.works')} kinds={['COMMODITY']} values={draft.commodities} change={(commodities) => change({ commodities })} />
          </>
        )}
        <TickField label={t('writing.aggregate')} value={draft.aggregate} change={(aggregate) => change({ aggregate })} />
      </Group>
      <Texts at="description" label={t('writing.description')} add={t('writing.addDescription')} texts={draft.description} change={(description) => change({ description })} />
      <Rows items={codes} change={(codes) => change({ codes })} blank={() => BLANK_CODE} title={(number) => t('writing.codeNumber', { number })} add={t('writing.addCode')}>
        {({ scheme, value }, set, place) => (
          <>
            <TextField at={`codes.${place}.scheme`} label={t('writing.scheme')} value={scheme} usual={SCHEMES} hint={t('writing.schemeHint')} change={(scheme) => set({ scheme })} />
            <TextField at={`codes.${place}.value`} label={t('writing.code')} value={value} change={(value) => set({ value })} />
          </>
        )}
      </Rows>
    </>
  )
}

const SCHEMES = ['ISO 3166-1 alpha-2', 'ISO 3166-1 alpha-3', 'M49', 'HS 2022', 'LEI']
