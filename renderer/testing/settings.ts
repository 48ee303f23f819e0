import type { NoticeTarget } from '../../electron/contract/model/notice.ts'
import type { State } from '../../electron/contract/state.ts'
import { galleryNow } from './rig.ts'
import { instant } from './rows.ts'
import type { Scene } from './scenes.ts'

const target = (part: Partial<NoticeTarget>): NoticeTarget => ({
  name: 'Telephone',
  on: true,
  threshold: 'needs',
  over: true,
  kind: 'ntfy',
  host: 'ntfy.example',
  failed: null,
  ...part,
})

/** Who is told in pictures. */
export const someTargets: readonly NoticeTarget[] = [
  target({}),
  target({ name: 'E-mail', kind: 'mail', host: 'mail.example:465', threshold: 'red', over: false }),
  target({
    name: 'Group',
    kind: 'telegram',
    host: 'api.telegram.org',
    threshold: 'all',
    failed: { at: instant(galleryNow - 240_000), why: 'HTTP 403' },
  }),
]

/** The settings in a browser, and in a window of their own. */
export const settingsScenes = (calm: State): Readonly<Record<string, Scene>> => ({
  settings: { state: calm, route: '/settings' },
  'settings-notices': { state: { ...calm, rig: { ...calm.rig, host: 'desktop' } }, route: '/settings/notifications' },
  'settings-places': { state: calm, route: '/settings/versions' },
})
