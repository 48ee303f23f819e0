import type { Epoch } from '../../electron/contract/model/basics.ts'
import type { Happening, What } from '../../electron/contract/model/happening.ts'
import { galleryNow } from './rig.ts'
import { idOf, instant, rigName } from './rows.ts'

/** What happened a second apart, the last of it a second ago. */
export const happeningRows = (whats: readonly What[]): Record<string, Happening> =>
  Object.fromEntries(
    whats.map((what, index) => {
      const at = instant(galleryNow - (whats.length - index) * 1000)
      const key = `${at} ${what.is}`
      return [key, { key, at, what }]
    }),
  )

const a1 = { identity: idOf('diskA_post1'), name: 'diskA_post1' }

/** One of many kinds, for the gallery. */
export const happenings = happeningRows([
  { is: 'reach-changed', node: rigName('home'), to: 'answers' },
  { is: 'run-started', kind: 'service', name: rigName('diskA_post1') },
  { is: 'proof-progressed', ...a1, epoch: 61 as Epoch, step: 'began' },
  { is: 'proof-progressed', ...a1, epoch: 61 as Epoch, step: 'taken' },
  { is: 'state-changed', ...a1, from: 'reading', to: 'published' },
  { is: 'epoch-kept', ...a1, epoch: 61 as Epoch },
  { is: 'epoch-lost', ...a1, epoch: 60 as Epoch, as: 'missed' },
  { is: 'batch-confirmed', batch: 'move-7be1c0d4', name: 'diskC_post3', source: rigName('home'), target: rigName('attic') },
  { is: 'key-changed', ...a1, from: 'ok', to: 'duplicate' },
  { is: 'key-changed', ...a1, from: 'duplicate', to: 'ok' },
  { is: 'history-failed', how: 'set-aside', reference: '7be1c0d4' },
])
