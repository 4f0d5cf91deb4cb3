// The form that is seen, with what was made for it on the way.

import { useId } from 'react'

import { useLanguage } from '../../../i18n/language'
import type { Draft } from '../drafts/claim'
import type { DocumentDraft } from '../drafts/document'
import type { EntityDraft } from '../drafts/entity'
import { keyOfThing, madeFor, open, type Form, type Thing, type Work } from '../drafts/work'
import { FillingContext, type Filling } from '../parts/filling'
import styles from '../Writing.module.css'
import { ClaimForm } from './ClaimForm'
import { DocumentForm } from './DocumentForm'
import { EntityForm } from './EntityForm'

interface Props {
  state: Work
  filling: Filling
  change: (part: Partial<Draft> | Partial<EntityDraft> | Partial<DocumentDraft>) => void
  other: (what: Form['what']) => void
  reopen: (thing: Thing) => void
}

export function FormFields({ state, filling, change, other, reopen }: Props) {
  const form = open(state)
  const own = form.what === 'claim' ? form.draft.earlier === undefined : form.what === 'document' || !form.draft.version
  return (
    <FillingContext value={filling}>
      {own && state.onTheWay.length === 0 && <What what={form.what} other={other} />}
      {form.what === 'claim' && <ClaimForm draft={form.draft} change={change} />}
      {form.what === 'entity' && <EntityForm draft={form.draft} change={change} />}
      {form.what === 'document' && <DocumentForm draft={form.draft} change={change} />}
      {state.onTheWay.length === 0 && <Made things={madeFor(state)} filling={filling} reopen={reopen} />}
    </FillingContext>
  )
}

// What is to be written at all.
function What({ what, other }: { what: Form['what']; other: (what: Form['what']) => void }) {
  const { t } = useLanguage()
  const name = useId()
  return (
    <fieldset className={styles.choice}>
      <legend className="visually-hidden">{t('writing.whatIsWritten')}</legend>
      {(['claim', 'document', 'entity'] as const).map((choice) => (
        <label key={choice}>
          <input type="radio" name={name} checked={choice === what} onChange={() => other(choice)} /> {t(`writing.${choice}`)}
        </label>
      ))}
    </fieldset>
  )
}

function Made({ things, filling: { names, titles }, reopen }: { things: Thing[]; filling: Filling; reopen: (thing: Thing) => void }) {
  const { t } = useLanguage()
  if (things.length === 0) return null
  return (
    <section className={styles.made}>
      <h3>{t('writing.made')}</h3>
      <ul>
        {things.map((thing) => {
          const key = keyOfThing(thing)
          const name = names.get(key)?.name ?? titles.get(key) ?? key
          return (
            <li key={key}>
              {t(`writing.${thing.what}`)}: {name}{' '}
              <button type="button" className={styles.quiet} aria-label={t('writing.reopenNamed', { name })} onClick={() => reopen(thing)}>
                {t('writing.reopen')}
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
