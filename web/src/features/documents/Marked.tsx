// A text with its marks: what was found, and the entities that it names, each of which can be pressed.

import { PickLink } from '../../design/PickLink'
import type { NameFragment } from '../../gql/graphql'
import { useLanguage } from '../../i18n/language'
import styles from './Documents.module.css'
import type { Piece } from './marks'

interface Props {
  pieces: readonly Piece[]
  entities?: ReadonlyMap<string, NameFragment>
}

export function Marked({ pieces, entities }: Props) {
  return pieces.map((piece, place) => {
    const entity = piece.entity === undefined ? undefined : entities?.get(piece.entity)
    // Pieces have no key of their own, and their order is that of the text.
    if (entity) return <Mention key={place} entity={entity} text={piece.text} />
    if (piece.found) return <mark key={place}>{piece.text}</mark>
    return piece.text
  })
}

// A link, since a button would not break at the end of a line.
function Mention({ entity, text }: { entity: NameFragment; text: string }) {
  const { t } = useLanguage()
  return (
    <PickLink pick={{ type: 'entity', key: entity.key }} className={styles.mention} title={`${entity.name}, ${t(`entity.${entity.kind}`)}`}>
      {text}
    </PickLink>
  )
}
