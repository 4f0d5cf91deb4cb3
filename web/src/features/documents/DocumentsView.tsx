// The documents: a list that can be searched, or the one that is open.

import { useAddress } from '../../address/use_address'
import { DocumentList } from './DocumentList'
import { Reader } from './Reader'

export default function DocumentsView() {
  const [{ options: { doc, at } }] = useAddress()
  return doc ? <Reader key={doc} document={doc} at={at} /> : <DocumentList />
}
