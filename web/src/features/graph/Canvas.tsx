// The drawing itself: cytoscape behind a component. It knows nothing of questions; what it shows it is given.

import cytoscape, { type Core, type ElementDefinition, type NodeCollection } from 'cytoscape'
import { useEffect, useRef } from 'react'

import styles from './Graph.module.css'
import type { Place } from './layers'
import { stylesheet } from './style'

interface Props {
  elements: ElementDefinition[]
  /** What it is of: all of it is brought into view when that is another. */
  of: string
  /** Where an entity stands. */
  places: ReadonlyMap<string, Place>
  picked: string | undefined
  pinned: ReadonlySet<string>
  label: string
  onPick: (type: 'entity' | 'relation', key: string) => void
  onExpand: (key: string) => void
  onMove: (key: string, place: Place) => void
  /** Gives the drawing to who wants to fit or print it. */
  onReady: (drawing: Core | undefined) => void
}

export function Canvas({ elements, of, places, picked, pinned, label, ...handlers }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const drawing = useRef<Core | undefined>(undefined)
  const shown = useRef<string | undefined>(undefined)
  const calls = useRef(handlers)
  useEffect(() => {
    calls.current = handlers
  })

  useEffect(() => {
    if (!place.current) return
    const drawn = cytoscape({
      container: place.current,
      style: stylesheet(),
      layout: { name: 'preset' },
      maxZoom: 2.5,
      minZoom: 0.1,
      boxSelectionEnabled: false,
    })
    drawing.current = drawn
    drawn.on('tap', 'node', ({ target }) => calls.current.onPick('entity', target.id()))
    drawn.on('tap', 'edge', ({ target }) => calls.current.onPick('relation', target.data('key')))
    drawn.on('dbltap', 'node', ({ target }) => calls.current.onExpand(target.id()))
    drawn.on('dragfree', 'node', ({ target }) => calls.current.onMove(target.id(), { ...target.position() }))
    calls.current.onReady(drawn)
    const restyle = () => drawn.style(stylesheet(scaleOf(drawn)))
    window.addEventListener('lodegraph:theme', restyle)
    const resized = new ResizeObserver(() => resize(drawn))
    resized.observe(place.current)
    return () => {
      resized.disconnect()
      window.removeEventListener('lodegraph:theme', restyle)
      calls.current.onReady(undefined)
      drawn.destroy()
      drawing.current = undefined
      shown.current = undefined
    }
  }, [])

  useEffect(() => {
    if (!drawing.current) return
    show(drawing.current, elements, places, shown.current !== of)
    shown.current = of
  }, [elements, places, of])

  useEffect(() => {
    drawing.current?.nodes().forEach((node) => {
      node.data('pinned', pinned.has(node.id()))
      if (pinned.has(node.id())) node.lock()
      else node.unlock()
    })
  }, [pinned, elements])

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

// Only what is new is added and only what is gone taken away. What is seen stays where it is, unless it is of something else, was
// arranged anew, or something comes that would not be seen.
function show(drawn: Core, elements: ElementDefinition[], places: ReadonlyMap<string, Place>, other: boolean): void {
  const wanted = new Set(elements.map(({ data }) => data.id))
  let moved = other || drawn.nodes().empty()
  let fresh = drawn.collection()
  let different = drawn.collection()
  drawn.batch(() => {
    drawn.elements().filter((element) => !wanted.has(element.id())).remove()
    for (const element of elements) {
      const id = element.data.id ?? ''
      const there = drawn.getElementById(id)
      const position = { ...(places.get(id) ?? { x: 0, y: 0 }) }
      if (there.nonempty()) {
        if (LOOKS.some((look) => there.data(look) !== element.data[look])) different = different.union(there)
        there.data(element.data)
        if (there.isNode()) {
          const { x, y } = there.position()
          moved ||= Math.hypot(x - position.x, y - position.y) > 1
          there.position(position)
        }
      } else fresh = fresh.union(drawn.add({ ...element, position }))
    }
  })
  if (moved || !within(fresh.nodes(), drawn)) fit(drawn)
  if (!other && !CALM.matches) fresh.union(different).flashClass('changed', 1600)
}

// What is different when it looks different.
const LOOKS = ['access', 'lapsed', 'width', 'assumed'] as const
const CALM = window.matchMedia('(prefers-reduced-motion: reduce)')

// The legend under it may need another line: that must not move what is seen.
function resize(drawn: Core): void {
  const [width, whole] = [drawn.width(), within(drawn.nodes(), drawn)]
  drawn.resize()
  if (drawn.width() !== width || (whole && !within(drawn.nodes(), drawn))) fit(drawn)
}

function within(nodes: NodeCollection, drawn: Core): boolean {
  if (nodes.empty()) return true
  const [box, view] = [nodes.boundingBox(), drawn.extent()]
  return box.x1 >= view.x1 && box.x2 <= view.x2 && box.y1 >= view.y1 && box.y2 <= view.y2
}

/** All of it in view, but never larger than life; names stay legible where it had to be made small. */
export function fit(drawn: Core): void {
  drawn.resize()
  drawn.fit(undefined, Math.min(36, Math.round(drawn.height() * 0.06)))
  if (drawn.zoom() > 1.15) {
    drawn.zoom(1.15)
    drawn.center()
  }
  drawn.style(stylesheet(scaleOf(drawn)))
}

function scaleOf(drawn: Core): number {
  return Math.min(2, Math.max(1, 0.9 / drawn.zoom()))
}
