// The shapes of the world, without the types of every number in them.
declare module 'world-atlas/countries-110m.json' {
  import type { GeometryCollection, Topology } from 'topojson-specification'

  const topology: Topology<{ countries: GeometryCollection<{ name: string }>; land: GeometryCollection }>
  export default topology
}
