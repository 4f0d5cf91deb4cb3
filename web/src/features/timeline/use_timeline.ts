// What happened to something, in order of date; `more` asks for the next page.

import { useMemo } from 'react'

import { useAddress } from '../../address/use_address'
import { useConnection } from '../../api/use_connection'
import { useView } from '../../api/use_view'
import { TimelineDocument } from '../../gql/graphql'
import { moments, sortOf, type Sort } from './moments'

const PAGE = 80

export function useTimeline(about: string | undefined, shown: ReadonlySet<Sort>) {
  const [{ options }] = useAddress()
  const variables = { ...useView(), about: about ?? '', from: options.start, to: options.end, first: PAGE }
  const { connection, ...state } = useConnection(TimelineDocument, variables, ({ view }) => view.scenario.timeline, `timeline ${about ?? ''}`, !about)
  const told = useMemo(() => moments((connection?.edges ?? []).map(({ node }) => node).filter((event) => shown.has(sortOf(event)))), [connection, shown])
  return { ...state, told, hasMore: connection?.pageInfo.hasNextPage ?? false, search: connection?.search }
}
