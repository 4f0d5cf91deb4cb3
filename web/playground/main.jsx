// The playground: GraphiQL over this server's own `/graphql`, opened on the example documents.

// The workers are set up before anything loads the editor.
import 'graphiql/setup-workers/vite'
import 'graphiql/style.css'
import '@graphiql/plugin-explorer/style.css'
import './page.css'

import { explorerPlugin } from '@graphiql/plugin-explorer'
import { HISTORY_PLUGIN } from '@graphiql/plugin-history'
import { createGraphiQLFetcher } from '@graphiql/toolkit'
import { GraphiQL } from 'graphiql'
import { createClient } from 'graphql-ws'
import { createRoot } from 'react-dom/client'

import { examples } from './examples.js'

// Same origin, same path for all three kinds of operation: POST for queries and mutations, a WebSocket for subscriptions.
const endpoint = new URL('/graphql', window.location.href)
const socket = new URL(endpoint)
socket.protocol = endpoint.protocol === 'https:' ? 'wss:' : 'ws:'

const fetcher = createGraphiQLFetcher({
  url: endpoint.href,
  // No @defer here: one answer to one question.
  enableIncrementalDelivery: false,
  wsClient: createClient({ url: socket.href, lazy: true }),
})

// The explorer hands over what it asked: `#query=…&variables=…`.
const handed = new URLSearchParams(window.location.hash.slice(1))
const tabs = handed.has('query') ? [{ query: handed.get('query'), variables: handed.get('variables') ?? '' }, ...examples] : examples

const plugins = [HISTORY_PLUGIN, explorerPlugin()]

createRoot(document.getElementById('playground')).render(
  <GraphiQL fetcher={fetcher} plugins={plugins} defaultTabs={tabs} defaultEditorToolsVisibility={handed.has('variables') ? 'variables' : false} {...handed.has('query') && { initialQuery: handed.get('query'), initialVariables: handed.get('variables') ?? '' }}>
    <GraphiQL.Logo>
      <a className="lodegraph-name" href="/schema.graphql" title="The contract, as SDL">
        Lodegraph
      </a>
    </GraphiQL.Logo>
  </GraphiQL>,
)
