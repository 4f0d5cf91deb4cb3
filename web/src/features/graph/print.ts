// The graph as a file: a picture by cytoscape, or a drawing in SVG made from where things stand.

import type { Core, EdgeSingular, NodeSingular } from 'cytoscape'

import { DASHES } from '../../design/dashes'
import { fileName, save } from '../../files/save'
import type { RelationKind } from '../../gql/graphql'

export async function printPng(drawing: Core): Promise<void> {
  const bg = getComputedStyle(document.documentElement).getPropertyValue('--surface').trim()
  save(fileName(['graph'], 'png'), await drawing.png({ output: 'blob-promise', full: true, scale: 2, bg }))
}

export function printSvg(drawing: Core): void {
  save(fileName(['graph'], 'svg'), new Blob([toSvg(drawing)], { type: 'image/svg+xml' }))
}

/** Straight lines, one colour and dash a kind; names under their places. */
export function toSvg(drawing: Core): string {
  const box = drawing.elements().boundingBox()
  const view = [box.x1 - 20, box.y1 - 20, box.w + 40, box.h + 40].map(Math.round).join(' ')
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view}" font-family="sans-serif" font-size="12">`,
    '<defs><marker id="head" viewBox="0 0 8 8" refX="20" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="context-stroke"/></marker></defs>',
    ...drawing.edges().map(edge),
    ...drawing.nodes().map((node) => nodeSvg(node, token('ink'), token('surface'), token('line-strong'))),
    '</svg>',
  ].join('\n')
}

function edge(one: EdgeSingular): string {
  const [from, to, middle] = [one.sourceEndpoint(), one.targetEndpoint(), one.midpoint()]
  // The curve that parallel relations are drawn with runs through its midpoint.
  const [x, y] = [2 * middle.x - (from.x + to.x) / 2, 2 * middle.y - (from.y + to.y) / 2]
  const pattern = DASHES[one.data('kind') as RelationKind].join(' ')
  const dash = pattern && ` stroke-dasharray="${pattern}"`
  const label = String(one.data('label') ?? '')
  return [
    `<path d="M${round(from)} Q${round({ x, y })} ${round(to)}" fill="none" stroke="${one.style('line-color')}" stroke-width="${one.numericStyle('width')}"${dash} marker-end="url(#head)"/>`,
    label && `<text x="${Math.round(middle.x)}" y="${Math.round(middle.y) - 6}" text-anchor="middle" font-size="10">${escaped(label)}</text>`,
  ].join('')
}

function nodeSvg(node: NodeSingular, ink: string, ground: string, line: string): string {
  const { x, y } = node.position()
  const fill = node.data('focus') ? line : ground
  return `<circle cx="${Math.round(x)}" cy="${Math.round(y)}" r="11" fill="${fill}" stroke="${line}" stroke-width="1.5"/><text x="${Math.round(x)}" y="${Math.round(y) + 26}" text-anchor="middle" fill="${ink}">${escaped(String(node.data('name')))}</text>`
}

function round({ x, y }: { x: number; y: number }): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
