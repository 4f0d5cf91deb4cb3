// Where a text names entities, and where the words stand that were searched for. Words are compared as the server compares
// them: letters without regard to case, every Han character a word of its own, the longest name first.

export interface Named {
  readonly key: string
  readonly names: readonly { readonly text: string }[]
}

export interface Piece {
  text: string
  /** The entity that it names. */
  entity?: string
  /** Whether it was searched for. */
  found?: boolean
}

/** The text in pieces; together they are the text. */
export function pieces(text: string, entities: readonly Named[], search = ''): Piece[] {
  const phrases = new Map<string, Phrase[]>()
  const add = (phrase: Phrase) => {
    const first = phrase.words[0]
    if (first) phrases.set(first, [...(phrases.get(first) ?? []), phrase])
  }
  for (const { key, names } of entities) for (const name of names) add({ words: folded(name.text), entity: key, exact: short(name.text) ? name.text : undefined })
  for (const term of search.split(/\s+/)) add({ words: folded(term) })
  for (const some of phrases.values()) some.sort((a, b) => b.words.length - a.words.length)

  const running = words(text)
  const out: Piece[] = []
  let done = 0
  for (let at = 0; at < running.length; at += 1) {
    const phrase = phrases.get(running[at]?.text ?? '')?.find((candidate) => stands(candidate, running, at, text))
    const [first, last] = [running[at], running[at + (phrase?.words.length ?? 1) - 1]]
    if (!phrase || !first || !last) continue
    if (first.start > done) out.push({ text: text.slice(done, first.start) })
    const match = text.slice(first.start, last.end)
    out.push(phrase.entity === undefined ? { text: match, found: true } : { text: match, entity: phrase.entity })
    done = last.end
    at += phrase.words.length - 1
  }
  if (done < text.length) out.push({ text: text.slice(done) })
  return out
}

/** The words around a hit: what the server puts between `«` and `»` is what was found. */
export function snippetPieces(snippet: string): Piece[] {
  return snippet.split(/[«»]/).flatMap((text, place) => (text === '' ? [] : place % 2 === 1 ? [{ text, found: true }] : [{ text }]))
}

interface Phrase {
  words: string[]
  entity?: string
  /** As it must be written. */
  exact?: string
}

interface Word {
  text: string
  start: number
  end: number
}

function words(text: string): Word[] {
  const found = text.matchAll(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu)
  return Array.from(found, ({ 0: word, index }) => ({ text: word.toLowerCase(), start: index, end: index + word.length }))
}

const folded = (text: string) => words(text).map((word) => word.text)

// Otherwise the word `us` would be a country.
const short = (text: string) => text.length <= 4 && text !== text.toLowerCase()

// Its words follow one another with no more than a hyphen or a blank between them.
function stands({ words: wanted, exact }: Phrase, running: readonly Word[], at: number, text: string): boolean {
  const here = running.slice(at, at + wanted.length)
  const [first, last] = [here[0], here.at(-1)]
  if (!first || !last || here.length < wanted.length || here.some((word, place) => word.text !== wanted[place])) return false
  if (exact !== undefined) return text.slice(first.start, last.end) === exact
  return here.every((word, place) => place === 0 || word.start - (here[place - 1]?.end ?? 0) <= 2)
}
