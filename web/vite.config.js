import { readFileSync } from 'node:fs'

import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const OWN = /[\\/]web[\\/]src[\\/]/

// Whether the explorer imports a module before anything is pressed.
function atFirst(id, bundle, seen = new Set()) {
  if (/[\\/]web[\\/]src[\\/]main\.tsx$/.test(id)) return true
  if (seen.has(id)) return false
  seen.add(id)
  return bundle.getModuleInfo(id)?.importers.some((importer) => atFirst(importer, bundle, seen)) ?? false
}

// The texts of all that the explorer asks, for a server that answers these alone (its setting `documents`).
const documents = {
  name: 'documents',
  apply: 'build',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'documents.json', source: readFileSync('src/gql/persisted-documents.json') })
  },
}

// Two pages: the explorer at `/` and the playground at `/playground`. A page is a folder with an `index.html`, named in `input`.
// Addresses inside the pages are relative, so that the server may put `dist/` wherever it likes.
export default defineConfig({
  base: './',
  plugins: [react(), documents],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // Browsers of this target know it, or load a moment later without.
    modulePreload: { polyfill: false },
    // Which pieces a page loads at first: `build/weight.js` weighs them.
    manifest: 'manifest.json',
    rolldownOptions: {
      input: { explorer: 'index.html', playground: 'playground/index.html' },
      // What the explorer needs at first comes in few pieces: each is a request of its own. So do the parts that its views have in common.
      output: {
        codeSplitting: {
          groups: [
            { name: (id, bundle) => (atFirst(id, bundle) ? 'libraries' : null), test: /[\\/]node_modules[\\/]|vite[\\/]preload-helper/, priority: 3 },
            { name: (id, bundle) => (atFirst(id, bundle) ? 'page' : null), test: OWN, priority: 2 },
            { name: 'views', test: OWN, minShareCount: 2, includeDependenciesRecursively: false, priority: 1 },
          ],
        },
      },
      // GraphiQL's directives for the React compiler have done their work before they come here.
      checks: { moduleLevelDirective: false },
    },
    // Nothing is written into the page itself: its policy allows no style and no script but those of files.
    assetsInlineLimit: 0,
    // The playground's editor is one large piece by nature; it is loaded from the same machine.
    chunkSizeWarningLimit: 5000,
  },
  // GraphiQL's workers cannot be bundled in advance, and the crawl for what can would meet them.
  optimizeDeps: { entries: ['index.html'] },
  // Style sheets are empty in tests, but for the one whose colours are measured.
  test: { include: ['src/**/*.test.{ts,tsx}'], css: { include: [/tokens\.css/] } },
  server: { proxy: { '/graphql': { target: process.env.LODEGRAPH_URL ?? 'http://127.0.0.1:8080', ws: true } } },
})
