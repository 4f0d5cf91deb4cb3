// The documents: a list that can be searched, or the one that is open.

import { useAddress } from '../../address/use_address'
import { DocumentList } from './DocumentList'
import { Reader } from './Reader'

export default function DocumentsView() {
  const [{ options, pick }] = useAddress()
  const open = options.doc ?? (pick?.type === 'document' ? pick.key : undefined)
  return open ? <Reader key={open} document={open} at={options.at} /> : <DocumentList />
}
