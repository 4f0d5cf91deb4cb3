// Leads to the playground with the very document. Its text is no part of the page: it is loaded when somebody reaches for the link.

import { useState, type MouseEvent } from 'react'
import { createRequest, stringifyDocument } from 'urql'

import { hashOf, textOf } from '../../api/documents'
import type { Asked } from '../../api/use_answer'
import { useLanguage } from '../../i18n/language'

export function AsGraphql({ asked: { document, variables } }: { asked: Asked }) {
  const { t } = useLanguage()
  const hash = hashOf(document)
  const [loaded, setLoaded] = useState({ hash: '', text: '' })
  const load = async () => {
    const text = laidOut(await textOf(hash))
    setLoaded({ hash, text })
    return text
  }
  const there = loaded.hash === hash
  const press = (event: MouseEvent) => {
    if (there) return
    event.preventDefault()
    void load().then((text) => window.location.assign(playground({ document: text, variables })))
  }
  const reach = () => void (there || load())
  return (
    <a href={there ? playground({ document: loaded.text, variables }) : '/playground'} onPointerEnter={reach} onFocus={reach} onClick={press}>
      {t('ask.playground')}
    </a>
  )
}

/** Where the playground opens with this document. */
export function playground({ document, variables }: { document: string; variables: object }): string {
  const hash = new URLSearchParams({ query: document.trim(), variables: JSON.stringify(variables, null, 2) })
  return `/playground#${hash.toString()}`
}

// As a person reads it: the question before the fragments that it takes, in lines.
function laidOut(text: string): string {
  const { definitions } = createRequest(text, {}).query
  const first = definitions.filter(({ kind }) => kind === 'OperationDefinition')
  const rest = definitions.filter(({ kind }) => kind !== 'OperationDefinition')
  return stringifyDocument({ kind: 'Document', definitions: [...first, ...rest] } as Parameters<typeof stringifyDocument>[0])
}
