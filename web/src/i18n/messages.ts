// All messages. A feature keeps its own in `features/NAME/messages.ts` and is named here once.

import * as app from '../app/messages'
import * as answer from '../features/answer/messages'
import * as ask from '../features/ask/messages'
import * as chokepoints from '../features/chokepoints/messages'
import * as concentration from '../features/concentration/messages'
import * as conflicts from '../features/conflicts/messages'
import * as dates from '../features/dates/messages'
import * as diff from '../features/diff/messages'
import * as documents from '../features/documents/messages'
import * as evidence from '../features/evidence/messages'
import * as exposure from '../features/exposure/messages'
import * as graph from '../features/graph/messages'
import * as groups from '../features/groups/messages'
import * as live from '../features/live/messages'
import * as map from '../features/map/messages'
import * as nettrade from '../features/nettrade/messages'
import * as scenario from '../features/scenario/messages'
import * as table from '../features/table/messages'
import * as timeline from '../features/timeline/messages'
import * as whynot from '../features/whynot/messages'
import * as writing from '../features/writing/messages'
import * as vocabulary from './vocabulary'

const en = {
  ...vocabulary.en,
  ...app.en,
  ...answer.en,
  ...ask.en,
  ...chokepoints.en,
  ...concentration.en,
  ...conflicts.en,
  ...dates.en,
  ...diff.en,
  ...documents.en,
  ...evidence.en,
  ...exposure.en,
  ...graph.en,
  ...groups.en,
  ...live.en,
  ...map.en,
  ...nettrade.en,
  ...scenario.en,
  ...table.en,
  ...timeline.en,
  ...whynot.en,
  ...writing.en,
}
const zh: Record<keyof typeof en, string> = {
  ...vocabulary.zh,
  ...app.zh,
  ...answer.zh,
  ...ask.zh,
  ...chokepoints.zh,
  ...concentration.zh,
  ...conflicts.zh,
  ...dates.zh,
  ...diff.zh,
  ...documents.zh,
  ...evidence.zh,
  ...exposure.zh,
  ...graph.zh,
  ...groups.zh,
  ...live.zh,
  ...map.zh,
  ...nettrade.zh,
  ...scenario.zh,
  ...table.zh,
  ...timeline.zh,
  ...whynot.zh,
  ...writing.zh,
}

export type MessageId = keyof typeof en
export const messages: Record<'en' | 'zh', Record<MessageId, string>> = { en, zh }
