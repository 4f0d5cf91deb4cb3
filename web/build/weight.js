// Weighs what the explorer loads before anything is pressed: its scripts and styles, gzipped. A page that is too heavy fails the build.

import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const LIMITS = { 'index.html': 350 * 1024 }

const manifest = JSON.parse(readFileSync('dist/manifest.json', 'utf8'))
const pieces = new Map(Object.values(manifest).map((piece) => [piece.file, piece]))
const imported = (piece) => (piece.imports ?? []).map((name) => manifest[name].file)
let failed = false

for (const [page, limit] of Object.entries(LIMITS)) {
  const files = new Set()
  const gather = (file) => {
    if (files.has(file)) return
    files.add(file)
    const piece = pieces.get(file)
    if (piece) [...imported(piece), ...(piece.css ?? [])].forEach(gather)
  }
  for (const [, file] of readFileSync(`dist/${page}`, 'utf8').matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)) gather(file)
  const weigh = (end) => [...files].filter((file) => file.endsWith(end)).reduce((sum, file) => sum + gzipSync(readFileSync(`dist/${file}`)).length, 0)
  const [script, style] = [weigh('.js'), weigh('.css')]
  console.log(`${page}: ${kilobytes(script)} of scripts and ${kilobytes(style)} of styles at first, gzipped, in ${files.size} files; at most ${kilobytes(limit)} of scripts`)
  if (script === 0 || script > limit) failed = true
}

if (failed) {
  console.error('expected every page within its limit; hint: load what is not shown at first with `lazy(() => import(…))`')
  process.exit(1)
}

function kilobytes(bytes) {
  return `${(bytes / 1024).toFixed(0)} KB`
}
