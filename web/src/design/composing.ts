// Keys of an input method, which makes characters of several strokes: those that choose or end what is composed are not meant for the page.

import type { KeyboardEvent } from 'react'

/** Safari ends a composition before its last key, and marks that by the number alone. */
export function composes({ nativeEvent: { isComposing, keyCode } }: { readonly nativeEvent: Pick<KeyboardEvent['nativeEvent'], 'isComposing' | 'keyCode'> }): boolean {
  return isComposing || keyCode === 229
}
