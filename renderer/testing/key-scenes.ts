import type { State } from '../../electron/contract/state.ts'
import { advised, inOrder, inventory, keysOf, manyKeys, tooFew, tooMany, unread } from './key-copies.ts'
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
        verdict: verdict({ calm: false, needs: 2, tone: 'bad' }),
        alerts: {
          dangling: alert({
            words: 'node-finding',
            tone: 'bad',
            values: { subject: 'home', finding: 'next-start-dangling-link', more: '0' },
          }),
          twice: alert({ words: 'key-loadable-twice', tone: 'bad', values: { name: 'diskE_post1', one: 'home', other: 'attic' } }),
        },
      },
      route: '/keys',
    },
    'keys-too-few': {
      state: {
        ...withKeys(tooFew),
        verdict: verdict({ calm: false, needs: 1, tone: 'warn' }),
        alerts: {
          nowhere: alert({ words: 'key-nowhere', tone: 'warn', values: { name: 'diskD_post1', folder: '/disks/diskD_post1' } }),
        },
      },
      route: '/keys',
    },
    'keys-advice': { state: withKeys(advised), route: '/keys' },
    'keys-unread': { state: withKeys(inOrder.slice(0, 2), unread), route: '/keys' },
    'keys-looking': { state: withKeys([], inventory({ lookedAt: null, looking: { done: 40, of: 1002 } })), route: '/keys' },
    'keys-thousand': { state: withKeys(manyKeys(1000)), route: '/keys' },
  }
}
