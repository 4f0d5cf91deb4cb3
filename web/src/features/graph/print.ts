// The graph as a file: a picture by cytoscape, or a drawing in SVG made from where things stand.

import type { Core, EdgeSingular, NodeSingular } from 'cytoscape'

import { DASHES } from '../../design/dashes'
import { SHAPES } from '../../design/shapes'
import { fileName, save } from '../../files/save'
import type { EntityKind, RelationKind } from '../../gql/graphql'

export async function printPng(drawing: Core): Promise<void> {
  const bg = getComputedStyle(document.documentElement).getPropertyValue('--surface').trim()
  save(fileName(['graph'], 'png'), await drawing.png({ output: 'blob-promise', full: true, scale: 2, bg }))
}

export function printSvg(drawing: Core): void {
  save(fileName(['graph'], 'svg'), new Blob([toSvg(drawing)], { type: 'image/svg+xml' }))
}

/** As it is on screen: the same lines, signs, names and plates, on the same ground. */
export function toSvg(drawing: Core): string {
  const box = drawing.elements().boundingBox()
  const [x, y, width, height] = [box.x1 - 20, box.y1 - 20, box.w + 40, box.h + 40].map(Math.round)
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  const halo = `stroke="${token('raised')}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${height}" font-family="sans-serif" text-anchor="middle">`,
    '<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="5" markerHeight="5" orient="auto"><path d="M0 0 8 4 0 8z" fill="context-stroke"/></marker></defs>',
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${token('raised')}"/>`,
    ...drawing.edges().map(line),
    ...drawing.edges().map((edge) => words(edge, halo)),
    ...drawing.nodes().map((node) => entity(node, halo)),
    '</svg>',
  ].join('\n')
}

function line(edge: EdgeSingular): string {
  const [from, to, middle] = [edge.sourceEndpoint(), edge.targetEndpoint(), edge.midpoint()]
  // The curve that parallel relations are drawn with runs through its midpoint.
  const bend = { x: 2 * middle.x - (from.x + to.x) / 2, y: 2 * middle.y - (from.y + to.y) / 2 }
  const pattern = DASHES[edge.data('kind') as RelationKind].join(' ')
  const dash = pattern && ` stroke-dasharray="${pattern}"`
  const path = `<path d="M${round(from)} Q${round(bend)} ${round(to)}" fill="none" stroke="${edge.style('line-color')}" stroke-width="${edge.numericStyle('width')}" opacity="${edge.numericStyle('opacity')}"${dash} marker-end="url(#head)"/>`
  if (edge.data('access') === 'OPEN') return path
  // The bar across it.
  const far = Math.hypot(to.x - from.x, to.y - from.y) || 1
  const [across, down] = [(-9 * (to.y - from.y)) / far, (9 * (to.x - from.x)) / far]
  const ends = [{ x: middle.x - across, y: middle.y - down }, { x: middle.x + across, y: middle.y + down }].map(round).join(' L')
  return `${path}<path d="M${ends}" stroke="${edge.style('mid-target-arrow-color')}" stroke-width="5"/>`
}

// Beside the line; where something stands in the way, above its bar and in its colour.
function words(edge: EdgeSingular, halo: string): string {
  const lines = String(edge.data('label') ?? '').split('\n')
  const { x, y } = edge.midpoint()
  const barred = edge.data('access') !== 'OPEN'
  const weight = barred ? ' font-weight="bold"' : ''
  return lines
    .map((said, place) => said && `<text x="${Math.round(x)}" y="${Math.round(y) - (barred ? 16 : 5) - 12 * (lines.length - 1 - place)}" font-size="10"${weight} fill="${edge.style('color')}" ${halo}>${escaped(said)}</text>`)
    .join('')
}

function entity(node: NodeSingular, halo: string): string {
  const { x, y } = node.position()
  const [left, top] = [Math.round(x), Math.round(y)]
  const ink = node.data('focus') ? node.style('background-color') : node.style('border-color')
  const sign = SHAPES[`entity-${node.data('kind') as EntityKind}`].line
  return [
    `<circle cx="${left}" cy="${top}" r="13" fill="${node.style('background-color')}" stroke="${ink}" stroke-width="1.5"/>`,
    `<path transform="translate(${left - 8} ${top - 8})" d="${sign}" fill="none" stroke="${node.data('focus') ? 'white' : node.style('color')}" stroke-width="1.4"/>`,
    `<text x="${left}" y="${top + 27}" font-size="12" fill="${node.style('color')}" ${halo}>${escaped(String(node.data('name')))}</text>`,
  ].join('')
}

function round({ x, y }: { x: number; y: number }): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
