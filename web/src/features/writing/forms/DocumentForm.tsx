// A document: who published it, when, where it can be read, and its text in parts.

import { useLanguage } from '../../../i18n/language'
import { BLANK_PASSAGE, documentKey, type DocumentDraft } from '../drafts/document'
import { ACTORS } from '../model'
import { Group, TextField } from '../parts/fields'
import { EntityPicker } from '../parts/pickers'
import { Rows } from '../parts/Rows'
import { LANGUAGES, Texts } from '../parts/Texts'

interface Props {
  draft: DocumentDraft
  change: (part: Partial<DocumentDraft>) => void
}

export function DocumentForm({ draft, change }: Props) {
  const { t } = useLanguage()
  const key = documentKey(draft)
  return (
    <>
      <Texts at="titles" label={t('writing.titleOf')} add={t('writing.addTitle')} texts={draft.titles} change={(titles) => change({ titles })} least={1} />
      <Group title={t('writing.origin')}>
        <EntityPicker at="publisher" label={t('writing.publisher')} hint={t('writing.publisherHint')} kinds={ACTORS} value={draft.publisher} optional change={(publisher) => change({ publisher })} />
        <TextField at="published" label={t('writing.published')} value={draft.published} hint={t('writing.publishedHint')} change={(published) => change({ published })} />
        <TextField at="publishedAt" label={t('writing.publishedAt')} value={draft.publishedAt} hint={t('writing.publishedAtHint')} change={(publishedAt) => change({ publishedAt })} />
        <TextField at="url" label={t('writing.url')} value={draft.url} hint="https://…" change={(url) => change({ url })} />
        <TextField at="language" label={t('writing.documentLanguage')} value={draft.language} usual={LANGUAGES} hint={t('writing.languageHint')} change={(language) => change({ language })} />
        <TextField at="collection" label={t('writing.collection')} value={draft.collection} hint={t('writing.collectionHint')} change={(collection) => change({ collection })} />
        <TextField at="key" label={t('writing.key')} value={draft.key} hint={key && !draft.key ? t('writing.keyMade', { key }) : t('writing.keyHint')} change={(key) => change({ key })} />
      </Group>
      <Rows items={draft.passages} change={(passages) => change({ passages })} blank={() => BLANK_PASSAGE} title={(number) => t('writing.passageNumber', { number })} add={t('writing.addPassage')}>
        {({ heading, locator, text }, set, place) => (
          <>
            <TextField at={`passages.${place}.text`} label={t('writing.passage')} long value={text} change={(text) => set({ text })} />
            <TextField at={`passages.${place}.locator`} label={t('writing.passageLocator')} value={locator} hint={t('writing.locatorHint')} change={(locator) => set({ locator })} />
            <TextField at={`passages.${place}.heading`} label={t('writing.heading')} value={heading} change={(heading) => set({ heading })} />
          </>
        )}
      </Rows>
    </>
  )
}
