// Suppliers and customers: one question in two directions.

import type { Question } from '../../address/question'
import { useAnswer } from '../../api/use_answer'
import { usePage } from '../../api/use_page'
import { useView } from '../../api/use_view'
import { CustomersDocument, SuppliersDocument, type ScenarioChange, type Stage, type SuppliersQuery } from '../../gql/graphql'

export type Supply = SuppliersQuery['view']['scenario']['suppliers']
export type SupplyEdge = Supply['edges'][number]

interface Options {
  pause?: boolean
  /** Of the world as it is, whatever the scenario supposes. */
  baseline?: boolean
}

const AS_IT_IS: ScenarioChange[] = []

/** As the question has them; the firmest first. `more` asks for the next page. */
export function useSupply({ kind, parts }: Question, { pause = false, baseline = false }: Options = {}) {
  const [first, more] = usePage(JSON.stringify([kind, parts]))
  const view = useView()
  const variables = {
    ...view,
    changes: baseline ? AS_IT_IS : view.changes,
    of: parts.of ?? '',
    commodity: parts.commodity,
    stage: parts.stage as Stage | undefined,
    maxHops: hops(parts.maxHops, 4),
    first,
  }
  const suppliers = useAnswer(SuppliersDocument, variables, { pause: pause || kind !== 'suppliers' })
  const customers = useAnswer(CustomersDocument, variables, { pause: pause || kind !== 'customers' })
  const { data: _, ...state } = kind === 'suppliers' ? suppliers : customers
  const supply = kind === 'suppliers' ? suppliers.data?.view.scenario.suppliers : customers.data?.view.scenario.customers
  const shown = suppliers.data?.view.scenario ?? customers.data?.view.scenario
  return { ...state, supply, entity: shown?.entity ?? undefined, day: shown?.asOf, more }
}

/** As the contract bounds them: 1 to 12. */
export function hops(text: string | undefined, otherwise: number): number {
  const number = Number(text)
  return Number.isInteger(number) && number >= 1 && number <= 12 ? number : otherwise
}
