// What would be written and what it would change, and what is sent, to the letter.

import { useLanguage } from '../../../i18n/language'
import type { NameFragment } from '../../../gql/graphql'
import { changesOf, entitiesOf, keyOfThing, madeFor, type Form, type Thing, type Work } from '../drafts/work'
import styles from '../Writing.module.css'
import { ObservedPreview } from './ObservedPreview'
import { RelatedPreview } from './RelatedPreview'

interface Props {
  state: Work
  /** As it was when it was begun. */
  before: Form
  names: ReadonlyMap<string, NameFragment>
  titles: ReadonlyMap<string, string>
}

export function Preview({ state, before, names, titles }: Props) {
  const { t } = useLanguage()
  const { begun } = state
  const things = [...madeFor(state), ...(begun.what === 'claim' ? [] : [begun])]
  const fresh = entitiesOf(begun).filter((key) => state.made.has(key))
  return (
    <>
      {things.map((thing) => (
        <ThingLine key={keyOfThing(thing)} thing={thing} before={before} nameOf={(key) => names.get(key)?.name ?? titles.get(key) ?? key} />
      ))}
      {begun.what === 'claim' && begun.draft.earlier && (
        <p className={styles.earlier}>
          {t(`writing.preview.${begun.draft.earlier.how}`)} {begun.draft.earlier.how === 'supersedes' ? <s>{begun.draft.earlier.statement}</s> : begun.draft.earlier.statement}
        </p>
      )}
      {begun.what === 'claim' && (begun.draft.kind === 'OBSERVATION' ? <ObservedPreview draft={begun.draft} fresh={fresh.length > 0} names={names} /> : <RelatedPreview draft={begun.draft} kind={begun.draft.kind} fresh={fresh.length > 0} names={names} />)}
      <details className={styles.exact}>
        <summary>{t('writing.exact')}</summary>
        <pre tabIndex={0}>{JSON.stringify(changesOf(state), null, 2)}</pre>
      </details>
    </>
  )
}

function ThingLine({ thing, before, nameOf }: { thing: Thing; before: Form; nameOf: (key: string) => string }) {
  const { t } = useLanguage()
  if (thing.what === 'document') {
    const { titles, publisher, published, passages } = thing.draft
    const said = [publisher && nameOf(publisher), published.trim(), passages.length > 0 && t('writing.preview.passages', { count: passages.length })]
    return <Line title={t('writing.preview.document', { title: titles.find(({ text }) => text.trim())?.text ?? '' })} said={said} of={keyOfThing(thing)} />
  }
  const { names, kind, version } = thing.draft
  const name = names.find(({ text }) => text.trim())?.text ?? ''
  if (!version) return <Line title={t('writing.preview.entity', { name, kind: t(`entity.${kind}`) })} said={names.slice(1).map(({ text }) => text)} of={keyOfThing(thing)} />
  const other = before.what === 'entity' ? PARTS.filter((part) => JSON.stringify(before.draft[part]) !== JSON.stringify(thing.draft[part])) : []
  return <Line title={t('writing.preview.version', { name })} said={other.length > 0 ? other.map((part) => t(`writing.part.${part}`)) : [t('writing.preview.same')]} of={keyOfThing(thing)} />
}

// What can be another in a newer version.
const PARTS = ['names', 'subkind', 'description', 'codes', 'broader', 'stage', 'commodities', 'aggregate'] as const

function Line({ title, said, of }: { title: string; said: (string | false | undefined)[]; of: string }) {
  return (
    <div>
      <p className={styles.says}>{title}</p>
      <p className={styles.faint}>{[of, ...said].filter(Boolean).join(' · ')}</p>
    </div>
  )
}
