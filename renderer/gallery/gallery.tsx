import { createRoot } from 'react-dom/client'
import { App } from '../app.tsx'
import { fakeClient } from '../fixtures/fake-client.ts'
import { galleryNow } from '../fixtures/rig.ts'
import { standingClock } from '../state/clock.ts'
import { createDesk } from '../state/desk.ts'
import { follow } from '../state/follow.ts'
import { scenes } from './scenes.ts'
import '../styles/tokens.css'
import '../styles/base.css'

/** Shows one scene with plain data: `gallery.html?scene=identities&theme=dark`. Never part of the app. */
const asked = new URLSearchParams(window.location.search)
const scene = scenes[asked.get('scene') ?? 'welcome'] ?? scenes.welcome
document.documentElement.dataset.theme = asked.get('theme') ?? 'light'
localStorage.setItem('smeshdesk-look', asked.get('theme') ?? 'light')

if (scene) {
  if (window.location.hash === '') window.location.hash = `#${scene.route}`
  const now = scene.now ?? galleryNow
  const desk = createDesk(standingClock(now))
  const client = fakeClient({ state: scene.state, scanGood: scene.scanGood ?? true })
  const stop = new AbortController()
  void follow(desk, {
    open: () => Promise.resolve(client),
    refusal: () => null,
    wait: () => new Promise(() => {}),
    hidden: () => false,
    signal: stop.signal,
  })
  if (scene.lost) setTimeout(() => desk.store.setState({ link: { kind: 'lost', since: now - 42_000 } }), 50)
  const root = document.getElementById('root')
  if (root) createRoot(root).render(<App desk={desk} />)
}
Object.assign(window, { galleryScenes: Object.keys(scenes) })
