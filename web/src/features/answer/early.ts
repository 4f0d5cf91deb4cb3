// The answer that most links lead to is asked for before anything is drawn: by the time that it is, the answer is there or on its way. It is the
// very question of the hooks here, so that it is not asked twice.

import type { Client } from 'urql'

import type { Address } from '../../address/address'
import { isWhole } from '../../address/question'
import { byHash } from '../../api/documents'
import { PAGE } from '../../api/use_page'
import { viewOf } from '../../api/use_view'
import { CustomersDocument, NeighbourhoodDocument, PathsDocument, SuppliersDocument } from '../../gql/graphql'
import { pathsVariables } from './use_paths'
import { supplyVariables } from './use_supply'

export function askEarly(client: Client, address: Address, language: string): void {
  const { question } = address
  if (!question || !isWhole(question)) return
  const { kind, parts } = question
  const view = viewOf(address, language)
  if (kind === 'suppliers') void client.query(byHash(SuppliersDocument), supplyVariables(view, parts)).toPromise()
  if (kind === 'customers') void client.query(byHash(CustomersDocument), supplyVariables(view, parts)).toPromise()
  if (kind === 'paths') void client.query(byHash(PathsDocument), pathsVariables(view, parts)).toPromise()
  if (kind === 'entity') void client.query(byHash(NeighbourhoodDocument), { ...view, of: parts.of ?? '', first: PAGE }).toPromise()
}
