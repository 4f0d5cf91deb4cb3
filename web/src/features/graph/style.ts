// How the graph looks: colours from the tokens, each kind also by its dash, each kind of entity also by its shape.

import type { StylesheetJson } from 'cytoscape'

import type { Access, EntityKind, RelationKind } from '../../gql/graphql'

export const DASHES: Record<RelationKind, 'solid' | 'dashed' | 'dotted'> = {
  EXPORT: 'solid',
  CONTRACT: 'dashed',
  NEGOTIATION: 'dotted',
  OPERATION: 'solid',
  OWNERSHIP: 'dashed',
  LOCATION: 'dotted',
  MEMBERSHIP: 'dashed',
  PRODUCTION: 'dotted',
  CONSUMPTION: 'dashed',
  RESTRICTION: 'solid',
  SUPPORT: 'dashed',
}

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
      style: { 'line-color': colour, 'target-arrow-color': colour, 'line-style': dash },
    }
  })
  // A restriction is a bar across the flow that it crosses.
  const crossed = ACCESS.map((access) => {
    const colour = token(`access-${access.toLowerCase().replace('_', '-')}`)
    return {
      selector: `edge[access = "${access}"]`,
      style: { 'mid-target-arrow-shape': 'tee', 'mid-target-arrow-color': colour, 'arrow-scale': 1.5 },
    }
  })
  const shapes = Object.entries(SHAPES).map(([kind, shape]) => ({ selector: `node[kind = "${kind}"]`, style: { shape } }))
  return [
    {
      selector: 'node',
      style: {
        'background-color': token('raised'),
        'border-color': token('line-strong'),
        'border-width': 1.5,
        color: token('ink'),
        'font-family': token('sans'),
        'font-size': 12 * scale,
        height: 22 * scale,
        label: 'data(name)',
        'min-zoomed-font-size': 7,
        'text-background-color': token('surface'),
        'text-background-opacity': 0.85,
        'text-background-padding': '2px',
        'text-margin-y': 4 * scale,
        'text-max-width': `${130 * scale}px`,
        'text-valign': 'bottom',
        'text-wrap': 'wrap',
        width: 22 * scale,
      },
    },
    ...shapes,
    { selector: 'node[?focus]', style: { 'background-color': token('accent'), 'border-color': token('accent'), 'font-weight': 'bold' } },
    {
      selector: 'edge',
      style: {
        'arrow-scale': 0.9,
        color: token('ink-soft'),
        'curve-style': 'bezier',
        'font-family': token('sans'),
        'font-size': 10 * scale,
        // In a small drawing the lines tell it alone.
        label: scale > 1.5 ? '' : 'data(label)',
        'min-zoomed-font-size': 8,
        'target-arrow-shape': 'triangle',
        'text-background-color': token('surface'),
        'text-background-opacity': 0.85,
        'text-background-padding': '1px',
        'text-margin-y': -9,
        'text-rotation': 'autorotate',
        width: 'data(width)',
      },
    },
    ...kinds,
    { selector: 'edge[kind = "LOCATION"], edge[kind = "MEMBERSHIP"]', style: { width: 1, 'arrow-scale': 0.7 } },
    { selector: 'edge[kind = "RESTRICTION"]', style: { 'target-arrow-shape': 'tee', width: 2.5 } },
    ...crossed,
    { selector: '[?lapsed]', style: { opacity: 0.35 } },
    { selector: 'edge[?assumed]', style: { 'underlay-color': token('mark'), 'underlay-opacity': 0.9, 'underlay-padding': 4 } },
    { selector: 'node[?pinned]', style: { 'border-style': 'double', 'border-width': 4 } },
    {
      selector: 'node:selected',
      style: { 'border-color': token('accent'), 'border-width': 3, 'underlay-color': token('accent'), 'underlay-opacity': 0.2, 'underlay-padding': 5 },
    },
    { selector: 'edge:selected', style: { label: 'data(said)', 'underlay-color': token('accent'), 'underlay-opacity': 0.25, 'underlay-padding': 5 } },
  ] as StylesheetJson
}
