// The world by Natural Earth at 1 : 110 000 000, by the numeric codes of ISO 3166-1, which are those of the UN's M49.

import { geoArea, geoCentroid } from 'd3-geo'
import type { Feature, MultiLineString, MultiPolygon, Polygon } from 'geojson'
import { feature, mesh } from 'topojson-client'
import atlas from 'world-atlas/countries-110m.json'

export type Country = Feature<Polygon | MultiPolygon, { name: string }>

const ANTARCTICA = '010'
// Places that trade much and are too small to be drawn at this scale: longitude, latitude.
const SMALL: Record<string, [number, number]> = {
  '048': [50.5, 26.0], // Bahrain
  '344': [114.2, 22.3], // Hong Kong
  '446': [113.5, 22.2], // Macao
  '470': [14.4, 35.9], // Malta
  '480': [57.6, -20.3], // Mauritius
  '690': [55.5, -4.7], // Seychelles
  '702': [103.8, 1.35], // Singapore
}
// Borders of what is held by one and claimed by another: Western Sahara, Palestine, and what has no code of its own (Kosovo,
// Northern Cyprus, Somaliland).
const CLAIMED = new Set<string | undefined>(['732', '275', undefined])

const { countries } = atlas.objects
const all = feature(atlas, countries).features as Country[]
const byCode = new Map(all.flatMap((country) => (country.id === undefined ? [] : [[String(country.id), country] as const])))

export const COUNTRIES: readonly Country[] = all.filter(({ id }) => id !== ANTARCTICA)
export const BORDERS: MultiLineString = mesh(atlas, countries, (a, b) => a !== b && !claimed(a, b))
export const CLAIMED_BORDERS: MultiLineString = mesh(atlas, countries, (a, b) => a !== b && claimed(a, b))

function claimed(a: { id?: string | number }, b: { id?: string | number }): boolean {
  return CLAIMED.has(a.id?.toString()) || CLAIMED.has(b.id?.toString())
}

export function countryOf(code: string): Country | undefined {
  return byCode.get(code)
}

export function isOnMap(code: string): boolean {
  return byCode.has(code) || Object.hasOwn(SMALL, code)
}

/** The middle of its largest part, so that France is not in the Atlantic: longitude, latitude. */
export function middleOf(code: string): [number, number] | undefined {
  const country = byCode.get(code)
  if (!country) return SMALL[code]
  const { geometry } = country
  if (geometry.type === 'Polygon') return geoCentroid(geometry)
  const parts = geometry.coordinates.map((coordinates) => ({ type: 'Polygon' as const, coordinates }))
  const largest = parts.reduce((best, part) => (geoArea(part) > geoArea(best) ? part : best))
  return geoCentroid(largest)
}
