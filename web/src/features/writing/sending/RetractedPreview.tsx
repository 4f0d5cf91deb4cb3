// What the retraction of a claim would change: as a scenario, where it sets the state of its relation, and the figures that rest on it alone.

import { toInput } from '../../../address/changes'
import { figureText } from '../../../api/figure'
import { useAnswer } from '../../../api/use_answer'
import { useDates } from '../../../api/use_view'
import { FaultNotice } from '../../../design/Notice'
import { Skeleton } from '../../../design/Skeleton'
import { RetractedAboutDocument, RetractedDocument } from '../../../gql/graphql'
import { useLanguage } from '../../../i18n/language'
import { changeText, namesOf } from '../../scenario/change_text'
import { figuresAlone, without } from '../drafts/retracting'
import { touched } from '../model'
import styles from '../Writing.module.css'
import { Changed } from './Changed'

export function RetractedPreview({ claim: key }: { claim: string }) {
  const { t, intl } = useLanguage()
  const dates = useDates()
  const asked = useAnswer(RetractedAboutDocument, { key })
  const spoken = asked.data?.node?.__typename === 'Claim' ? asked.data.node.about : undefined
  const of = spoken && ('key' in spoken ? spoken.key : spoken.observationKey)
  const told = useAnswer(RetractedDocument, { ...dates, about: of ?? '' }, { anew: true, pause: of === undefined })
  const failed = [asked, told].find(({ error }) => error)
  if (failed?.error) return <FaultNotice error={failed.error} again={failed.again} />
  if (!told.data) return <Skeleton rows={2} />
  const about = told.data.view.claims.edges[0]?.node.about
  // On the dates of the page nothing was heard of it yet.
  if (!about) return <p className={styles.faint}>{t('writing.retract.same')}</p>
  const figures = figuresAlone(key, about.figures)
  const supposed = about.__typename === 'Observation' ? undefined : without(key, about)
  return (
    <section className={styles.would} aria-label={t('writing.preview')}>
      {about.__typename !== 'Observation' && supposed ? (
        <>
          <p className={styles.says}>{changeText(supposed, namesOf([about], t), t)}</p>
          <p className={styles.faint}>{t('remove' in supposed ? 'writing.retract.last' : 'writing.retract.next')}</p>
          <Changed kind={about.kind} about={about[touched(about.kind).end].key} supposed={toInput(supposed)} nameOf={(key) => [about.from, about.to].find((end) => end.key === key)?.name ?? key} />
        </>
      ) : (
        <p className={styles.faint}>{t('writing.retract.same')}</p>
      )}
      {figures.length > 0 && <p>{t('writing.retract.figures', { figures: figures.map((figure) => `${t(`metric.${figure.metric}`)} ${figureText(figure, intl)}`).join('; ') })}</p>}
    </section>
  )
}
