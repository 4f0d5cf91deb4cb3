// Small signs; the words beside them, or their label, say the same.

import { SHAPES, type SignName } from './shapes'
import styles from './Sign.module.css'

interface Props {
  name: SignName
  /** What it says; without it the words beside it say it. */
  label?: string
}

export function Sign({ name, label }: Props) {
  const { line, fill } = SHAPES[name]
  const tone = name.startsWith('access-') ? styles[name] : undefined
  return (
    <svg className={[styles.sign, tone].filter(Boolean).join(' ')} viewBox="0 0 16 16" role={label ? 'img' : undefined} aria-label={label} aria-hidden={label ? undefined : true}>
      {fill && <path className={styles.fill} d={fill} />}
      {line && <path className={styles.line} d={line} />}
    </svg>
  )
}
