// The list of documents holds what was written up to a position of its own.

import { useDocuments } from '../documents/use_documents'
import LiveNote from './LiveNote'

export default function LiveDocuments() {
  const { seq } = useDocuments()
  return seq === undefined ? null : <LiveNote shown={seq} />
}
