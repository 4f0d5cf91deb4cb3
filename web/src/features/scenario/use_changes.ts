// The changes of the scenario, with their words.

import type { Change } from '../../address/changes'
import { printChange } from '../../address/changes'
import { useAddress } from '../../address/use_address'
import { useAnswer } from '../../api/use_answer'
import { ChangedDocument } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import { changeText, keysOf, namesOf } from './change_text'
import { supposing } from './supposing'

export function useChanges() {
  const { t, language } = useLanguage()
  const [{ changes }, go] = useAddress()
  const ids = [...new Set(changes.flatMap(keysOf))].sort()
  const { data } = useAnswer(ChangedDocument, { ids, language }, { pause: ids.length === 0 })
  const names = namesOf(data?.nodes ?? [], t)
  return {
    changes: changes.map((change) => ({ change, key: printChange(change), text: changeText(change, names, t) })),
    suppose: (change: Change) => go({ changes: supposing(changes, change) }),
    undo: (key: string) => go({ changes: changes.filter((change) => printChange(change) !== key) }),
    reset: () => go({ changes: [] }),
  }
}
