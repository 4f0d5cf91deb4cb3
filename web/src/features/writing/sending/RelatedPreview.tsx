// What a claim of a relation would change, as a scenario beside the world as it is.

import { toInput } from '../../../address/changes'
import type { NameFragment, RelationKind } from '../../../gql/graphql'
import { useLanguage } from '../../../i18n/language'
import { changeText } from '../../scenario/change_text'
import { toSupposed, type Draft } from '../drafts/claim'
import { touched } from '../model'
import styles from '../Writing.module.css'
import { Changed } from './Changed'

interface Props {
  draft: Draft
  kind: RelationKind
  /** Whether it names what is only made with it. */
  fresh: boolean
  names: ReadonlyMap<string, NameFragment>
}

export function RelatedPreview({ draft, kind, fresh, names }: Props) {
  const { t } = useLanguage()
  const supposed = toSupposed(draft)
  if (!supposed) return <p>{t('writing.previewOpinion')}</p>
  const words = new Map([...names].map(([key, { name }]) => [key, name]))
  const about = draft[touched(kind).end] ?? ''
  return (
    <>
      <p className={styles.says}>{changeText(supposed, words, t)}</p>
      {fresh ? (
        <p className={styles.faint}>{t('writing.previewFresh')}</p>
      ) : (
        <>
          <p className={styles.faint}>{t('writing.previewHow')}</p>
          <Changed kind={kind} about={about} supposed={toInput(supposed)} nameOf={(key) => words.get(key) ?? key} />
        </>
      )}
    </>
  )
}
