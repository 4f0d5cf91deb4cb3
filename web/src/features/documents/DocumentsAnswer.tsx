// The documents that a question asks for, as its answer.

import { DocumentList } from './DocumentList'

export default function DocumentsAnswer() {
  return <DocumentList />
}
