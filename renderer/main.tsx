import { createRoot } from 'react-dom/client'
import type { Api } from '../electron/contract/api.ts'
import { App } from './app.tsx'
import { connect } from './bridge/client.ts'
import { createOpener } from './bridge/open-channel.ts'
import { DoorClosed } from './bridge/socket-channel.ts'
import { language } from './language/language.ts'
import { createClock } from './state/clock.ts'
import { createDesk, follow, tellHidden } from './state/desk.ts'

import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'

document.documentElement.lang = language

const desk = createDesk(createClock(document))
const { open, newLink } = createOpener(window)

void follow(desk, {
  open: async () => connect<Api>(await open()),
  refusal: (error) => (error instanceof DoorClosed && error.refusal !== 'no-answer' ? error.refusal : null),
  newLink,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  hidden: () => document.visibilityState === 'hidden',
  signal: new AbortController().signal,
})
tellHidden(desk, document)

const root = document.getElementById('root')
if (root) createRoot(root).render(<App desk={desk} />)
