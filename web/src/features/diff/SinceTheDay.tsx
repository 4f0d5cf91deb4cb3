// What is different of an entity, or of an answer, since the date that was shown before: kept until the date moves again. An answer that is worked
// out from a supply, or from what is told of one, says what is different there.

import { useEffect, useRef, useState } from 'react'

import { useAddress } from '../../address/use_address'
import { useView } from '../../api/use_view'
import { useLanguage } from '../../i18n/language'
import answer from '../answer/Answer.module.css'
import { today } from '../dates/days'
import { Differences, type Compared } from './Differences'

export function SinceTheDay(compared: Compared) {
  const { t } = useLanguage()
  const [{ asOf }] = useAddress()
  const { changes } = useView()
  const day = asOf ?? today()
  const about = JSON.stringify(compared)
  const last = useRef({ day, about })
  const [before, setBefore] = useState<string>()
  useEffect(() => {
    if (last.current.about !== about) setBefore(undefined)
    else if (last.current.day !== day) setBefore(last.current.day)
    last.current = { day, about }
  }, [day, about])
  if (before === undefined || before === day) return null
  return <Differences key={day} {...compared} asOf={before} toDate={day} changes={changes} toChanges={changes} title={t('answer.since', { date: before })} className={answer.since} />
}
