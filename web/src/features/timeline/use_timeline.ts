// What happened to something, in order of date; `more` asks for the next page.

import { useMemo, useState } from 'react'

import { useAddress } from '../../address/use_address'
import { useAnswer } from '../../api/use_answer'
import { useView } from '../../api/use_view'
import { TimelineDocument } from '../../gql/graphql'
import { moments, sortOf, type Sort } from './moments'

const PAGE = 80

export function useTimeline(about: string | undefined, shown: ReadonlySet<Sort>) {
  const [{ options }] = useAddress()
  const [first, setFirst] = useState(PAGE)
  const range = { from: options.start, to: options.end }
  const { data, ...state } = useAnswer(TimelineDocument, { ...useView(), about: about ?? '', ...range, first }, { pause: !about })
  const timeline = data?.view.scenario.timeline
  const told = useMemo(() => moments((timeline?.edges ?? []).map(({ node }) => node).filter((event) => shown.has(sortOf(event)))), [timeline, shown])
  return { ...state, told, hasMore: timeline?.pageInfo.hasNextPage ?? false, search: timeline?.search, more: () => setFirst((told) => told + PAGE), on: data?.view.asOf }
}
