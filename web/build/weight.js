// Weighs what a page loads before anything is pressed: its scripts and styles, gzipped. A page that is too heavy fails the build.

import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const LIMITS = { 'index.html': 350 * 1024 }

const manifest = JSON.parse(readFileSync('dist/manifest.json', 'utf8'))
let failed = false

for (const [page, limit] of Object.entries(LIMITS)) {
  const scripts = new Set()
  const styles = new Set()
  const gather = (name) => {
    const piece = manifest[name]
    if (!piece || scripts.has(piece.file)) return
    scripts.add(piece.file)
    for (const style of piece.css ?? []) styles.add(style)
    for (const further of piece.imports ?? []) gather(further)
  }
  gather(page)
  const weigh = (files) => [...files].reduce((sum, file) => sum + gzipSync(readFileSync(`dist/${file}`)).length, 0)
  const [script, style] = [weigh(scripts), weigh(styles)]
  console.log(`${page}: ${kilobytes(script)} of scripts and ${kilobytes(style)} of styles at first, gzipped; at most ${kilobytes(limit)} of scripts`)
  if (script === 0 || script > limit) failed = true
}

if (failed) {
  console.error('expected every page within its limit; hint: load what is not shown at first with `lazy(() => import(…))`')
  process.exit(1)
}

function kilobytes(bytes) {
  return `${(bytes / 1024).toFixed(0)} KB`
}
