// Suppliers and customers: one question in two directions.

import type { Question } from '../../address/question'
import { useConnection } from '../../api/use_connection'
import { PAGE } from '../../api/use_page'
import { useView, type ViewVariables } from '../../api/use_view'
import { CustomersDocument, SuppliersDocument, type Stage, type SuppliersQuery, type SupplyInput } from '../../gql/graphql'

export type Supply = SuppliersQuery['view']['scenario']['suppliers']
export type SupplyEdge = Supply['edges'][number]

/** As the question has them; the firmest first. `more` asks for the next page. */
export function useSupply({ kind, parts }: Question, { pause = false } = {}) {
  const variables = supplyVariables(useView(), parts)
  const what = JSON.stringify([kind, parts])
  const suppliers = useConnection(SuppliersDocument, variables, ({ view }) => view.scenario.suppliers, what, pause || kind !== 'suppliers')
  const customers = useConnection(CustomersDocument, variables, ({ view }) => view.scenario.customers, what, pause || kind !== 'customers')
  const { data, connection: supply, ...state } = kind === 'suppliers' ? suppliers : customers
  return { ...state, supply, entity: data?.view.scenario.entity ?? undefined, seq: data?.view.scenario.seq }
}

export function supplyVariables(view: ViewVariables, parts: Question['parts']) {
  return { ...view, ...supplyParts(parts), first: PAGE }
}

/** The same question where its answer is compared. */
export function supplyInput({ parts }: Question): SupplyInput {
  return supplyParts(parts)
}

function supplyParts({ of = '', commodity, stage, maxHops }: Question['parts']) {
  return { of, commodity, stage: stage as Stage | undefined, maxHops: hops(maxHops, 4) }
}

/** As the contract bounds them: 1 to 12. */
export function hops(text: string | undefined, otherwise: number): number {
  const number = Number(text)
  return Number.isInteger(number) && number >= 1 && number <= 12 ? number : otherwise
}
