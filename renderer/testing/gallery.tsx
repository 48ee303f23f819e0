import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { App } from '../app.tsx'
import { language } from '../language/language.ts'
import { standingClock } from '../state/clock.ts'
import { apply, createDesk, type Desk, follow } from '../state/desk.ts'
import { fakeClient } from './fake-client.ts'
import { happeningRows } from './happenings.ts'
import { galleryNow } from './rig.ts'
import { scenes } from './scenes.ts'

import '../styles/fonts.css'
import '../styles/tokens.css'
import '../styles/base.css'

/** Changes so many rows, as a patch of the core would, and gives the milliseconds until the page has taken it over. */
const timedChange = (desk: Desk, count: number): number => {
  const { mirror } = desk.store.getState()
  const rows = Object.values(mirror.state?.identities ?? {}).slice(0, count)
  const patch = { identities: Object.fromEntries(rows.map((row) => [row.id, { ...row, numUnits: (row.numUnits ?? 0) + 1 }])) }
  const began = performance.now()
  const next = apply(mirror, { rev: mirror.rev + 1, patch })
  if (next) flushSync(() => desk.store.setState({ mirror: next }))
  return performance.now() - began
}

/** Three identities come to their ATX, as a patch of the core would say it; not where their rows are the picture. */
const finish = (desk: Desk) => {
  if (window.location.hash.startsWith('#/identities')) return
  const { mirror } = desk.store.getState()
  const rows = Object.values(mirror.state?.identities ?? {}).filter(({ state }) => state !== 'published')
  const published = rows
    .slice(0, 3)
    .map(({ id, name, state }) => ({ is: 'state-changed', identity: id, name, from: state, to: 'published' }) as const)
  const identities = Object.fromEntries(
    rows.slice(0, 3).map((row) => [row.id, { ...row, state: 'published' as const, tone: 'good' as const }]),
  )
  const next = apply(mirror, { rev: mirror.rev + 1, patch: { identities, happenings: happeningRows(published) } })
  if (next) flushSync(() => desk.store.setState({ mirror: next }))
}

/** Shows one scene with plain data: `gallery.html?scene=identities&theme=dark`. Never part of the app. */
const asked = new URLSearchParams(window.location.search)
const scene = scenes[asked.get('scene') ?? 'welcome'] ?? scenes.welcome
document.documentElement.lang = language
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
    newLink: () => new Promise(() => {}),
    wait: () => new Promise(() => {}),
    hidden: () => false,
    signal: stop.signal,
  })
  if (scene.lost) setTimeout(() => desk.store.setState({ link: { kind: 'lost', since: now - 42_000 } }), 50)
  Object.assign(window, { galleryChange: (count: number) => timedChange(desk, count), galleryFinish: () => finish(desk) })
  const root = document.getElementById('root')
  if (root) createRoot(root).render(<App desk={desk} />)
}
Object.assign(window, { galleryScenes: Object.keys(scenes) })
