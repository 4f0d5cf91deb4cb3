// What was written is selected, so that it is seen where it now stands.

import { reading } from '../../address/options'
import { useAddress } from '../../address/use_address'
import { keyOfThing, type Form } from './drafts/work'
import type { Committed } from './sending/use_commit'

export function useShow(): (form: Form, committed: Committed) => void {
  const [{ options }, go] = useAddress()
  return (form, { claims }) => {
    if (form.what === 'document') return go({ ...reading(options, keyOfThing(form)), pick: undefined })
    if (form.what === 'entity') return go({ pick: { type: 'entity', key: keyOfThing(form) } })
    const about = claims.at(-1)?.about
    if (about && 'observationKey' in about) go({ pick: { type: 'observation', key: about.observationKey } })
    else if (about && 'key' in about) go({ pick: { type: 'relation', key: about.key } })
  }
}
