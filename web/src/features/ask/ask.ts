// Asking: what is asked is answered in sight.

import type { Address } from '../../address/address'
import { go } from '../../address/use_address'
import { isNarrow } from '../../design/use_narrow'

/** Words alone are read first; `tab` where a view tells the answer better than the list does. */
export type Asked = Pick<Address, 'words' | 'question' | 'tab'> & { pick?: Address['pick'] | undefined }

export function ask(asked: Asked): void {
  go(asking(asked, isNarrow()))
}

/** A narrow window shows one thing at a time: there the view that was open, and the evidence over it, make way for the answer. */
export function asking(asked: Asked, narrow: boolean): Partial<Address> {
  const change = { question: undefined, ...asked }
  return narrow ? { tab: undefined, ...change, pick: undefined } : change
}
