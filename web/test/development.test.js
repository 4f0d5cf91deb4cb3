// The pages as they are worked on (`npm run dev`), on the server that LODEGRAPH_URL names.

import { after, before, test } from 'node:test'

import { createServer } from 'vite'

import { open } from './page.js'

let pages

before(async () => {
  pages = await createServer({ server: { host: '127.0.0.1', port: 0 }, logLevel: 'error' })
  await pages.listen()
})

after(() => pages?.close())

test('the pages ask and are answered while they are worked on', async () => {
  const { page, done } = await open('/?ask=suppliers&of=us-refining', { of: new URL(`http://127.0.0.1:${pages.httpServer.address().port}`) })
  await page.getByRole('heading', { name: 'Suppliers of US refining' }).waitFor()
  await done()
})
