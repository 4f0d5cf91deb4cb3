// The country of every entity of the selection, and of those that restrict it.

import { useMemo } from 'react'

import { useAnswer } from '../../api/use_answer'
import { PlacesDocument } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import type { Subgraph } from '../../subgraph/subgraph'
import { toBePlaced } from './flows'
import { placeOf, type Place } from './places'
import { isOnMap } from './world'

// As many as the server takes at once, at what each costs.
const MOST = 300

export function useMapPlaces(subgraph: Subgraph) {
  const { language } = useLanguage()
  const ids = useMemo(() => toBePlaced(subgraph).slice(0, MOST), [subgraph])
  const { data, loading, stale, error, again } = useAnswer(PlacesDocument, { ids, language }, { pause: ids.length === 0 })
  const places = useMemo(() => {
    const found = new Map<string, Place>()
    data?.nodes.forEach((node, at) => {
      if (node?.__typename !== 'Entity') return
      const place = placeOf(node, isOnMap)
      // By the key that was asked for, too, since one that is merged answers with another; not while the answer is to what was asked before.
      for (const key of [node.key, ...(stale ? [] : ids.slice(at, at + 1))]) if (place) found.set(key, place)
    })
    return found
  }, [data, ids, stale])
  return { places, loading, stale, error, again }
}
