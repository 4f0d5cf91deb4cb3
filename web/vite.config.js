import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Two pages: the explorer at `/` and the playground at `/playground`. A page is a folder with an `index.html`, named in `input`.
// Addresses inside the pages are relative, so that the server may put `dist/` wherever it likes.
export default defineConfig({
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // Which pieces a page loads at first: `build/weight.js` weighs them.
    manifest: 'manifest.json',
    rolldownOptions: {
      input: { explorer: 'index.html', playground: 'playground/index.html' },
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
  test: { include: ['src/**/*.test.{ts,tsx}'] },
  server: { proxy: { '/graphql': { target: process.env.LODEGRAPH_URL ?? 'http://127.0.0.1:8080', ws: true } } },
})
