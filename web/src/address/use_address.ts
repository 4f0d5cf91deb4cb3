// The address as state: read from the window, written to its history, so that back and forward work.

import { useSyncExternalStore } from 'react'

import { changed, printAddress, readAddress, type Address } from './address'

const listeners = new Set<() => void>()
let read = { search: '', address: readAddress('') }

/** The address as it is now; the same object until it changes. */
export function address(): Address {
  const { search } = window.location
  if (search !== read.search) read = { search, address: readAddress(search) }
  return read.address
}

/** `replace` for what is no step of its own, such as a date that is being dragged. */
export function go(change: Partial<Address>, how: 'push' | 'replace' = 'push'): void {
  const search = printAddress(changed(address(), change))
  if (search === window.location.search) return
  const url = search || window.location.pathname
  if (how === 'push') window.history.pushState(null, '', url)
  else window.history.replaceState(null, '', url)
  for (const listener of listeners) listener()
}

export function useAddress(): [Address, typeof go] {
  return [useSyncExternalStore(listen, address), go]
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}
