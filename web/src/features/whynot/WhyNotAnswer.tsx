// Why one does not supply another: the path that there is after all, else the near misses as ladders, and the least that would open one.

import type { Question } from '../../address/question'
import { AccessBadge } from '../../design/AccessBadge'
import { Notice } from '../../design/Notice'
import { Sign } from '../../design/Sign'
import type { ChainFragment, WhyNotQuery } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { Chain } from '../answer/Chain'
import { Framed } from '../answer/Framed'
import { Heading, SearchNote } from '../answer/Heading'
import { pathsInput } from '../answer/use_paths'
import { SinceTheDay } from '../diff/SinceTheDay'
import { Ladder } from './Ladder'
import { Steps } from './Steps'
import { useWhyNot } from './use_why_not'
import styles from './WhyNot.module.css'

type WhyNot = WhyNotQuery['view']['scenario']['whyNot']
export type Miss = WhyNot['misses'][number]

export default function WhyNotAnswer({ question }: { question: Question }) {
  const { t } = useLanguage()
  const { from = '', to = '' } = question.parts
  const answered = useWhyNot(question)
  return (
    <Framed answered={answered}>
      {({ view: { scenario: { start, end, whyNot } } }) => (
        <>
          <Heading
            title={t('whynot.title', { from: start?.name ?? from, to: end?.name ?? to })}
            count={whyNot.path ? 1 : whyNot.misses.length}
            more={false}
            asked={answered.asked}
          />
          <SinceTheDay paths={pathsInput(question)} />
          {whyNot.path ? <Found path={whyNot.path} firm={whyNot.firm} /> : <NotFound whyNot={whyNot} />}
          <SearchNote search={whyNot.search} />
        </>
      )}
    </Framed>
  )
}

const SAID = { OPERATING: 'whynot.does', CONTRACTED: 'whynot.contracted', PROSPECTIVE: 'whynot.talkedOf' } as const

function Found({ path, firm }: { path: ChainFragment; firm: WhyNot['firm'] }) {
  const { t } = useLanguage()
  return (
    <section className={styles.part}>
      <h3>
        <Sign name={`standing-${path.standing}`} /> {t(SAID[path.standing])} <AccessBadge access={path.access} />
      </h3>
      <Chain path={path} />
      {firm.length > 0 && <Steps title={t('whynot.firm')} steps={firm} />}
    </section>
  )
}

function NotFound({ whyNot: { misses, remedy } }: { whyNot: WhyNot }) {
  const { t } = useLanguage()
  return (
    <>
      <section className={styles.part}>
        {remedy.length > 0 ? <Steps title={t('whynot.remedy')} steps={remedy} /> : <p>{t('whynot.noRemedy')}</p>}
      </section>
      {misses.length === 0 && <Notice title={t('whynot.none')} />}
      {misses.length > 0 && (
        <section className={styles.part}>
          <h3>{t('whynot.misses')}</h3>
          <ol className={styles.misses}>
            {misses.map((miss) => (
              <Ladder key={miss.key} miss={miss} />
            ))}
          </ol>
        </section>
      )}
    </>
  )
}
