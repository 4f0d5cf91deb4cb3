// How the graph looks: colours from the tokens, each kind also by its dash, each kind of entity also by its shape.

import type { StylesheetJson } from 'cytoscape'

import { DASHES } from '../../design/dashes'
import { SHAPES as SIGNS } from '../../design/shapes'
import type { Access, EntityKind } from '../../gql/graphql'

const SHAPES: Record<EntityKind, string> = {
  PLACE: 'ellipse',
  ORGANIZATION: 'round-rectangle',
  FACILITY: 'pentagon',
  INDUSTRY: 'hexagon',
  COMMODITY: 'diamond',
}

const ACCESS: Access[] = ['AT_RISK', 'RESTRICTED', 'BLOCKED']

/** `scale` makes up for a drawing that had to be made small to fit. */
export function stylesheet(scale = 1): StylesheetJson {
  const tokens = getComputedStyle(document.documentElement)
  const token = (name: string) => tokens.getPropertyValue(`--${name}`).trim()
  const kinds = Object.entries(DASHES).map(([kind, dash]) => {
    const colour = token(`kind-${kind.toLowerCase()}`)
    return {
      selector: `edge[kind = "${kind}"]`,
      style: { 'line-color': colour, 'target-arrow-color': colour, ...broken(dash) },
    }
  })
  // A restriction is a bar across the flow that it crosses, with a plate that names it.
  const crossed = ACCESS.map((access) => {
    const colour = token(`access-${access.toLowerCase().replace('_', '-')}`)
    return {
      selector: `edge[access = "${access}"]`,
      style: {
        'arrow-scale': 1.5,
        color: colour,
        'font-weight': 'bold',
        'mid-target-arrow-color': colour,
        'mid-target-arrow-shape': 'tee',
        'text-background-color': token(`access-${access.toLowerCase().replace('_', '-')}-soft`),
        'text-background-opacity': 1,
        'text-background-padding': '3px',
        'text-background-shape': 'round-rectangle',
        'text-border-color': colour,
        'text-border-opacity': 1,
        'text-border-width': 1,
        'text-margin-x': 18 * scale,
        'text-margin-y': -22 * scale,
        'text-outline-width': 0,
        'text-rotation': 'none',
        'z-index': 2,
      },
    }
  })
  const shapes = Object.entries(SHAPES).map(([kind, shape]) => ({
    selector: `node[kind = "${kind}"]`,
    style: { shape, 'background-color': token(`entity-${kind.toLowerCase()}`), 'background-image': sign(kind as EntityKind, token('ink-soft')) },
  }))
  const asked = Object.keys(SHAPES).map((kind) => ({
    selector: `node[?focus][kind = "${kind}"]`,
    style: { 'background-color': token('accent'), 'background-image': sign(kind as EntityKind, token('accent-ink')), 'border-color': token('accent'), 'font-weight': 'bold' },
  }))
  const halo = { 'text-outline-color': token('raised'), 'text-outline-opacity': 1, 'text-outline-width': 2.5 * scale }
  return [
    {
      selector: 'node',
      style: {
        ...halo,
        ...before(3),
        'background-height': '62%',
        'background-width': '62%',
        'border-color': token('line-strong'),
        'border-width': 1.5,
        color: token('ink'),
        'font-family': token('sans'),
        'font-size': 12 * scale,
        height: 26 * scale,
        label: 'data(name)',
        'min-zoomed-font-size': 7,
        'text-margin-y': 4 * scale,
        'text-max-width': `${130 * scale}px`,
        'text-valign': 'bottom',
        'text-wrap': 'wrap',
        width: 26 * scale,
      },
    },
    ...shapes,
    ...asked,
    {
      selector: 'edge',
      style: {
        ...halo,
        ...before(1),
        'arrow-scale': 0.9,
        color: token('ink-soft'),
        'curve-style': 'bezier',
        'font-family': token('sans'),
        'font-size': 10 * scale,
        label: 'data(label)',
        'min-zoomed-font-size': 8,
        'target-arrow-shape': 'triangle',
        'text-margin-y': -9 * scale,
        'text-rotation': 'autorotate',
        'text-wrap': 'wrap',
        width: 'data(width)',
      },
    },
    ...kinds,
    { selector: 'edge[kind = "LOCATION"], edge[kind = "MEMBERSHIP"]', style: { width: 1, 'arrow-scale': 0.7 } },
    { selector: 'edge[kind = "RESTRICTION"]', style: { 'target-arrow-shape': 'tee', width: 2.5 } },
    ...crossed,
    { selector: '[?lapsed]', style: { opacity: 0.35 } },
    { selector: 'edge[?assumed]', style: { 'underlay-color': token('mark'), 'underlay-opacity': 0.9, 'underlay-padding': 4 } },
    // What is new, or other than before, for a moment.
    { selector: '.changed', style: { 'underlay-color': token('changed'), 'underlay-opacity': 0.9, 'underlay-padding': 6 } },
    { selector: 'node[?pinned]', style: { 'border-style': 'double', 'border-width': 4 } },
    {
      selector: 'node:selected',
      style: { 'border-color': token('accent'), 'border-width': 3, 'underlay-color': token('accent'), 'underlay-opacity': 0.2, 'underlay-padding': 5 },
    },
    { selector: 'edge[access = "OPEN"]:selected', style: { label: 'data(said)' } },
    { selector: 'edge:selected', style: { 'underlay-color': token('accent'), 'underlay-opacity': 0.25, 'underlay-padding': 5 } },
  ] as StylesheetJson
}

function broken(dash: readonly number[]) {
  return dash.length === 0 ? {} : { 'line-style': 'dashed', 'line-dash-pattern': dash }
}

// Names before plates, plates before lines.
function before(place: number) {
  return { 'z-index': place, 'z-index-compare': 'manual' }
}

// The sign that the entity has everywhere else.
function sign(kind: EntityKind, colour: string): string {
  const path = SIGNS[`entity-${kind}`].line
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" viewBox="0 0 16 16"><path d="${path}" fill="none" stroke="${colour}" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round"/></svg>`
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`
}
