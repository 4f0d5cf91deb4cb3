// What the server says when it cannot answer: a code, a message, and what to do next.

import type { CombinedError } from 'urql'

export interface Fault {
  /** As the contract has it, such as `NOT_FOUND`; `NETWORK` where there was no answer at all. */
  code: string
  message: string
  hint: string | undefined
  /** Keys, where a name fits several. */
  candidates: string[]
  /** Which argument it is about. */
  argument: string | undefined
  /** Of what was to be written: where in a change it is wrong. */
  field: string | undefined
  /** And in which change, counted from 0. */
  change: number | undefined
  /** Where others wrote meanwhile: up to where. */
  seq: string | undefined
}

/** No answer at all. */
export const SILENT: Fault = { code: 'NETWORK', message: '', hint: undefined, candidates: [], argument: undefined, field: undefined, change: undefined, seq: undefined }

export function faultOf(error: CombinedError): Fault {
  const first = error.graphQLErrors[0]
  if (!first) {
    return { ...SILENT, message: error.networkError?.message ?? error.message }
  }
  const { code, candidates, argument, field, change, seq } = first.extensions
  const [message, hint] = first.message.split('\nhint: ')
  return {
    code: typeof code === 'string' ? code : 'INTERNAL',
    message: message ?? first.message,
    hint,
    candidates: Array.isArray(candidates) ? candidates.filter((key) => typeof key === 'string') : [],
    argument: typeof argument === 'string' ? argument : undefined,
    field: typeof field === 'string' ? field : undefined,
    change: typeof change === 'number' ? change : undefined,
    seq: typeof seq === 'string' ? seq : undefined,
  }
}
