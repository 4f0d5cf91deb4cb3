// The world on a plane, or the part of it that has something to show.

import { geoNaturalEarth1, geoPath, type GeoProjection } from 'd3-geo'
import type { FeatureCollection, MultiPoint } from 'geojson'

import { COUNTRIES } from './world'

const WORLD: FeatureCollection = { type: 'FeatureCollection', features: [...COUNTRIES] }
const CLOSEST = 5

/** Wide enough for all, and not higher than that needs. */
export function heightFor(width: number): number {
  return Math.max(180, Math.round(width * 0.5))
}

export function projectionFor(width: number, height: number, points: readonly [number, number][], close: boolean): GeoProjection {
  // Turned so that no country of this map is cut at its edge.
  const projection = geoNaturalEarth1().rotate([-11, 0]).fitExtent([[4, 4], [width - 4, height - 4]], WORLD)
  const whole = projection.scale()
  if (!close || points.length < 2) return projection
  const shown: MultiPoint = { type: 'MultiPoint', coordinates: [...points] }
  // Arcs bend upwards, so that there is more room above.
  const [x, top, bottom] = [width * 0.14, height * 0.34, height * 0.16]
  projection.fitExtent([[x, top], [width - x, height - bottom]], shown)
  if (projection.scale() <= whole * CLOSEST) return projection
  projection.scale(whole * CLOSEST).translate([0, 0])
  const [[left, up], [right, down]] = geoPath(projection).bounds(shown)
  return projection.translate([width / 2 - (left + right) / 2, height / 2 - (up + down) / 2])
}
