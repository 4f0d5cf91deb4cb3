// Pieces of the page that are loaded when they are first shown. One that could not be loaded can be tried again: React itself keeps a failure for good.

import { lazy, type ComponentType } from 'react'

const failed = new Set<() => void>()

export function later<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>): ComponentType<Props> {
  const first = () =>
    lazy(() =>
      load().catch((error: unknown) => {
        failed.add(anew)
        throw error
      }),
    )
  let Piece: ComponentType<Props> = first()
  const anew = () => {
    Piece = first()
  }
  return function Later(props: Props) {
    return <Piece {...props} />
  }
}

/** What failed is loaded when it is shown next. */
export function loadAgain(): void {
  for (const anew of failed) anew()
  failed.clear()
  // Styles that did not come stand in the page as links without a sheet, and are not asked for a second time.
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
    if (!link.sheet) link.replaceWith(link.cloneNode())
  }
}
