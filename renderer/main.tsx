import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createApp } from './app/app.ts'
import { preloadView } from './app/CurrentView.tsx'
import { Root } from './app/Root.tsx'
import { loadTranslator } from './i18n/translator.ts'
import { parseRoute } from './stores/routes.ts'
import { chooseHost } from './transport/host.ts'

// No await at the top: what is loaded here may import from the chunk of this file.
async function start(place: Element): Promise<void> {
  const app = createApp(window, chooseHost(window))
  const { language } = app.settings.getState()
  const [first] = await Promise.all([
    loadTranslator(language, navigator.languages).catch(() => loadTranslator('en')),
    preloadView(parseRoute(window.location.hash).view),
  ])
  createRoot(place).render(
    <StrictMode>
      <Root app={app} first={first} />
    </StrictMode>,
  )
}

const place = document.getElementById('root')
if (place === null) throw new Error('The page has no root element.')
void start(place)
