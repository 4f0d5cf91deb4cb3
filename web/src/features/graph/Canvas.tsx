// The drawing itself: cytoscape behind a component. It knows nothing of questions; what it shows it is given.

import cytoscape, { type Core, type ElementDefinition } from 'cytoscape'
import { useEffect, useRef } from 'react'

import styles from './Graph.module.css'
import type { Place } from './layers'
import { stylesheet } from './style'

interface Props {
  elements: ElementDefinition[]
  /** Where an entity stands; the same until the question changes. */
  places: Map<string, Place>
  hidden: ReadonlySet<string>
  picked: string | undefined
  label: string
  onPick: (type: 'entity' | 'relation', key: string) => void
  onExpand: (key: string) => void
  /** Gives the drawing to who wants to fit or print it. */
  onReady: (drawing: Core | undefined) => void
}

export function Canvas({ elements, places, hidden, picked, label, onPick, onExpand, onReady }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const drawing = useRef<Core | undefined>(undefined)
  const calls = useRef({ onPick, onExpand, onReady })
  useEffect(() => {
    calls.current = { onPick, onExpand, onReady }
  })

  useEffect(() => {
    if (!place.current) return
    const drawn = cytoscape({ container: place.current, style: stylesheet(), layout: { name: 'preset' }, maxZoom: 2.5, minZoom: 0.1, boxSelectionEnabled: false })
    drawing.current = drawn
    drawn.on('tap', 'node', ({ target }) => calls.current.onPick('entity', target.id()))
    drawn.on('tap', 'edge', ({ target }) => calls.current.onPick('relation', target.data('key')))
    drawn.on('dbltap', 'node', ({ target }) => calls.current.onExpand(target.id()))
    calls.current.onReady(drawn)
    const restyle = () => drawn.style(stylesheet())
    window.addEventListener('lodegraph:theme', restyle)
    return () => {
      window.removeEventListener('lodegraph:theme', restyle)
      calls.current.onReady(undefined)
      drawn.destroy()
      drawing.current = undefined
    }
  }, [])

  useEffect(() => {
    const drawn = drawing.current
    if (!drawn) return
    const before = drawn.nodes().length
    const wanted = new Set(elements.map(({ data }) => data.id))
    drawn.batch(() => {
      drawn.elements().filter((element) => !wanted.has(element.id())).remove()
      for (const element of elements) {
        const there = drawn.getElementById(element.data.id ?? '')
        if (there.nonempty()) there.data(element.data)
        else drawn.add({ ...element, position: { ...(places.get(element.data.id ?? '') ?? { x: 0, y: 0 }) } })
      }
      drawn.nodes().forEach((node) => {
        const at = places.get(node.id())
        if (at) node.position({ ...at })
      })
    })
    if (before !== drawn.nodes().length) fit(drawn)
  }, [elements, places])

  useEffect(() => {
    drawing.current?.batch(() => {
      drawing.current?.edges().forEach((edge) => void edge.toggleClass('hidden', hidden.has(edge.data('kind'))))
    })
  }, [hidden, elements])

  useEffect(() => {
    drawing.current?.elements().unselect()
    if (picked) drawing.current?.getElementById(picked).select()
  }, [picked, elements])

  return (
    <>
      {/* Cytoscape would write a style element, which the page's policy refuses, were there nothing of this id. */}
      <template id="__________cytoscape_stylesheet" />
      <div ref={place} className={styles.canvas} role="img" aria-label={label} />
    </>
  )
}

/** All of it in view, but never larger than life. */
export function fit(drawn: Core): void {
  drawn.resize()
  drawn.fit(undefined, 36)
  if (drawn.zoom() > 1.15) {
    drawn.zoom(1.15)
    drawn.center()
  }
}
