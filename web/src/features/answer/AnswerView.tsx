// The answer to what the address asks.

import { isWhole } from '../../address/question'
import { useAddress } from '../../address/use_address'
import { EntityAnswer } from './EntityAnswer'
import { PathsAnswer } from './PathsAnswer'
import { SupplyAnswer } from './SupplyAnswer'
import { Welcome } from './Welcome'

export function AnswerView() {
  const [{ question }] = useAddress()
  if (!question || !isWhole(question)) return <Welcome />
  switch (question.kind) {
    case 'suppliers':
    case 'customers':
      return <SupplyAnswer question={question} />
    case 'paths':
      return <PathsAnswer question={question} />
    case 'entity':
      return <EntityAnswer question={question} />
    default:
      return <Welcome />
  }
}
