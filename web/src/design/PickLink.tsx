// A link that selects: a press stays on the page, and it can be opened in another window. It stands in text and in drawings,
// where a button could not.

import type { MouseEvent, ReactNode } from 'react'

import { printAddress, type Pick } from '../address/address'
import { useAddress } from '../address/use_address'

interface Props {
  pick: Pick
  className?: string
  /** What it says, where what is in it does not. */
  label?: string
  title?: string
  children: ReactNode
}

export function PickLink({ pick, className, label, title, children }: Props) {
  const [address, go] = useAddress()
  const press = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    go({ pick })
  }
  const picked = address.pick?.type === pick.type && address.pick.key === pick.key
  return (
    <a className={className} href={printAddress({ ...address, pick })} aria-current={picked ? 'true' : undefined} aria-label={label} title={title} onClick={press}>
      {children}
    </a>
  )
}
