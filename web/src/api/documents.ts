// Documents go by their hashes, which are all that the page holds of them. Their texts are loaded where the server does not know one yet: it is sent
// once with its hash, and is known from then on. A server that answers only the documents of a list knows them all.

import { gql, type TypedDocumentNode } from 'urql'

/** What is sent and answered; made by `npm run generate`. */
export type Asking<Data, Variables> = TypedDocumentNode<Data, Variables>

interface Meta {
  /** `sha256:…` */
  hash: string
  /** Of its operation. */
  name: string
}

const names = new Map<string, string>()
const nodes = new Map<string, unknown>()
// While the pages are worked on the client looks into what it is given, and takes nothing without a text.
const texts = import.meta.env.MODE === 'development' ? await allTexts() : undefined

/** As the client takes it: a document without a text, told from others by its hash. */
export function byHash<Data, Variables>(document: Asking<Data, Variables>): Asking<Data, Variables> {
  const { hash, name } = metaOf(document)
  names.set(hash, name)
  const text = texts?.[hash]
  const known = nodes.get(hash) ?? (text ? gql(text) : { kind: 'Document', definitions: [], documentId: hash })
  nodes.set(hash, known)
  return known as Asking<Data, Variables>
}

/** What a request says in the place of a text. */
export function persisted(hash: string): Record<string, unknown> {
  return { persistedQuery: { version: 1, sha256Hash: hash.replace('sha256:', '') } }
}

export function hashOf(document: object): string {
  return metaOf(document).hash
}

export async function textOf(hash: string): Promise<string> {
  const text = (await allTexts())[hash]
  if (text === undefined) throw new Error(`expected a document for each hash, found none for ${hash}`)
  return text
}

async function allTexts(): Promise<Record<string, string>> {
  return (await import('../gql/persisted-documents.json')).default
}

/** Whether the server says that it does not know a hash. */
export function isUnknown(answer: string): boolean {
  return answer.length < 1_000 && answer.includes('PERSISTED_QUERY_NOT_FOUND')
}

/** The client's way to the server: by hash, and with the text where the hash is not known. */
export const send: typeof fetch = async (input, init) => {
  const { documentId, extensions, ...said } = JSON.parse(String(init?.body)) as { documentId?: string; extensions?: object }
  if (documentId === undefined) return fetch(input, init)
  const operationName = names.get(documentId)
  const ask = (query?: string) =>
    fetch(input, { ...init, body: JSON.stringify({ ...said, operationName, query, extensions: { ...extensions, ...persisted(documentId) } }) })
  const answer = await ask()
  const text = await answer.text()
  return isUnknown(text) ? ask(await textOf(documentId)) : new Response(text, answer)
}

function metaOf(document: object): Meta {
  return (document as { __meta__: Meta }).__meta__
}
