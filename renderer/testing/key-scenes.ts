import type { State } from '../../electron/contract/state.ts'
import { inOrder, inventory, keysOf, manyKeys, tooFew, tooMany, unread } from './key-copies.ts'
import type { Scene } from './scenes.ts'
import { alert, verdict } from './verdicts.ts'

/** Copies of keys, beside a rig that is calm otherwise. */
export function keyScenes(calm: State): Readonly<Record<string, Scene>> {
  const withKeys = (rows: Parameters<typeof keysOf>[0], looked = inventory()): State => ({ ...calm, keys: keysOf(rows), inventory: looked })
  return {
    keys: { state: withKeys(inOrder), route: '/keys' },
    'keys-too-many': {
      state: {
        ...withKeys(tooMany),
        verdict: verdict({ calm: false, needs: 1, tone: 'bad' }),
        alerts: {
          twice: alert({ words: 'key-loadable-twice', tone: 'bad', values: { name: 'diskE_post1', one: 'home', other: 'attic' } }),
        },
      },
      route: '/keys',
    },
    'keys-too-few': { state: withKeys(tooFew), route: '/keys' },
    'keys-unread': { state: withKeys(inOrder.slice(0, 2), unread), route: '/keys' },
    'keys-looking': { state: withKeys([], inventory({ lookedAt: null, looking: { done: 40, of: 1002 } })), route: '/keys' },
    'keys-thousand': { state: withKeys(manyKeys(1000)), route: '/keys' },
  }
}
