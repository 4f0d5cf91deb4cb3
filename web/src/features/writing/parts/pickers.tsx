// The fields that name an entity, several, a document, a relation.

import { useAnswer } from '../../../api/use_answer'
import { useDates } from '../../../api/use_view'
import { DocumentsNamedDocument, EntitiesNamedDocument, RelationsWithDocument, TitledDocument, type EntityKind } from '../../../gql/graphql'
import { kindText } from '../../../i18n/kind'
import { useLanguage } from '../../../i18n/language'
import { blankDocument } from '../drafts/document'
import { blankEntity } from '../drafts/entity'
import { useFilling } from './filling'
import { Picker, type Choice, type Found } from './Picker'

interface Named {
  at: string
  label: string
  hint?: string
}

interface EntityProps extends Named {
  kinds: readonly EntityKind[]
  value: string | undefined
  change: (key: string | undefined) => void
  optional?: boolean
}

export function EntityPicker({ at, label, hint, kinds, value, change, optional = false }: EntityProps) {
  const { t, language } = useLanguage()
  const { names, make } = useFilling()
  const useFound = (words: string | undefined, open: boolean): Found => {
    const { data, stale } = useAnswer(EntitiesNamedDocument, { ...useDates(), text: words, kinds: [...kinds] }, { pause: !open })
    const choices = data?.view.entities.edges.map(({ node }) => ({ key: node.key, name: node.name, sign: `entity-${node.kind}` as const, more: node.subkind ? kindText(node, t) : node.key }))
    return { choices: choices ?? [], settled: choices !== undefined && !stale }
  }
  const begin = (words: string) => {
    const kind = kinds.includes('ORGANIZATION') ? 'ORGANIZATION' : (kinds[0] ?? 'ORGANIZATION')
    make?.({ what: 'entity', draft: { ...blankEntity(words ? 'en' : language, words), kind } }, change)
  }
  return (
    <Picker
      at={at}
      label={label}
      said={value && (names.get(value)?.name ?? value)}
      useFound={useFound}
      choose={change}
      clear={optional ? () => change(undefined) : undefined}
      make={make && { word: t('writing.entity'), begin }}
      {...(hint && { hint })}
    />
  )
}

interface EntitiesProps extends Named {
  kinds: readonly EntityKind[]
  values: readonly string[]
  change: (keys: string[]) => void
}

/** Each has a field of its own, and there is one more. */
export function EntitiesPicker({ at, label, kinds, values, change, ...rest }: EntitiesProps) {
  return (
    <>
      {[...values, undefined].map((value, place) => (
        <EntityPicker
          key={value ?? ''}
          // What the server refuses of a list of keys is told once, at the first.
          at={place === 0 ? at : `${at}.${place}`}
          label={place === 0 ? label : `${label} ${place + 1}`}
          kinds={kinds}
          value={value}
          optional
          change={(key) => change([...values.slice(0, place), ...(key ? [key] : []), ...values.slice(place + 1)].filter((one, at, all) => all.indexOf(one) === at))}
          {...rest}
        />
      ))}
    </>
  )
}

interface DocumentProps extends Named {
  value: string | undefined
  change: (key: string) => void
}

export function DocumentPicker({ at, label, value, change }: DocumentProps) {
  const { t, language } = useLanguage()
  const { titles, make } = useFilling()
  const own = value && titles.get(value)
  const { data } = useAnswer(TitledDocument, { id: value ?? '', language }, { pause: value === undefined || own !== undefined })
  const title = own ?? (data?.node?.__typename === 'Document' ? data.node.title : value)
  const useFound = (words: string | undefined, open: boolean): Found => {
    const { data, stale } = useAnswer(DocumentsNamedDocument, { text: words, language }, { pause: !open })
    const choices = data?.documents.edges.map(({ node }) => ({ key: node.key, name: node.title, sign: 'document' as const, more: [node.publisher?.name, node.published].filter(Boolean).join(', ') }))
    return { choices: choices ?? [], settled: choices !== undefined && !stale }
  }
  const begin = (words: string) => make?.({ what: 'document', draft: blankDocument(words ? 'en' : language, words) }, change)
  return <Picker at={at} label={label} said={title} useFound={useFound} choose={change} make={make && { word: t('writing.document'), begin }} hint={t('writing.documentFind')} />
}

interface RelationProps extends Named {
  /** One of its ends. */
  of: string | undefined
  value: string | undefined
  change: (key: string | undefined) => void
}

export function RelationPicker({ at, label, hint, of, value, change }: RelationProps) {
  const { t, language } = useLanguage()
  const { data } = useAnswer(RelationsWithDocument, { id: of ?? '', language }, { pause: of === undefined })
  const relations: Choice[] =
    data?.relations.edges.map(({ node }) => ({
      key: node.key,
      name: [node.from.name, t(`kind.${node.kind}`), node.to.name].join(' '),
      ...(node.commodity && { more: node.commodity.name }),
    })) ?? []
  const useFound = (words: string | undefined): Found => {
    const fits = relations.filter(({ key, name, more }) => !words || `${key} ${name} ${more ?? ''}`.toLowerCase().includes(words.toLowerCase()))
    // Of others the key may be typed.
    const typed = fits.length === 0 && words?.includes('.') ? [{ key: words, name: words }] : fits.slice(0, 12)
    return { choices: typed, settled: data !== undefined }
  }
  return <Picker at={at} label={label} said={value && (relations.find(({ key }) => key === value)?.name ?? value)} useFound={useFound} choose={change} clear={() => change(undefined)} {...(hint && { hint })} />
}
