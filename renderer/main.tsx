import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createApp } from './app/app.ts'
import { Root } from './app/Root.tsx'
import { chooseHost } from './transport/host.ts'

const place = document.getElementById('root')
if (place === null) throw new Error('The page has no root element.')
createRoot(place).render(
  <StrictMode>
    <Root app={createApp(window, chooseHost(window))} />
  </StrictMode>,
)
