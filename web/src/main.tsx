// The explorer: mounted once, with what every part of it needs around it.

import './design/tokens.css'
import './design/base.css'
import './design/controls.css'
import './design/kinds.css'

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Provider } from 'urql'

import { address } from './address/use_address'
import { client } from './api/client'
import { App } from './app/App'
import { Boundary } from './design/Boundary'
import { askEarly } from './features/answer/early'
import { LanguageProvider, preferred } from './i18n/language'

const place = document.getElementById('explorer')
if (!place) throw new Error('expected an element `explorer` in the page')

askEarly(client, address(), preferred())
createRoot(place).render(
  <StrictMode>
    <Provider value={client}>
      <LanguageProvider>
        <Boundary>
          <App />
        </Boundary>
      </LanguageProvider>
    </Provider>
  </StrictMode>,
)
