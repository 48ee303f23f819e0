import { letGoConsent } from '../../electron/contract/consent.ts'
import type { BatchRow, LostMove, MoveProcess } from '../../electron/contract/model/migration.ts'
import { saw } from '../../electron/contract/seen.ts'
import { moveBatch } from './move.ts'
import { galleryNow } from './rig.ts'
import { idOf, instant, rigName } from './rows.ts'

const process = (what: MoveProcess['what'], pid: number, commandLine: string): MoveProcess => ({
  what,
  pid,
  startedAt: what === 'other' ? null : instant(galleryNow - 120_000),
  executable: commandLine.split(' ')[0] ?? '',
  folder: what === 'other' ? '' : '/data/home',
  commandLine,
})

/** A node came back, and a backup runs. */
export const inTheWay: BatchRow = moveBatch(4, {
  activity: 'needs-resume',
  doing: 'waiting-for-you',
  problem: { code: 'source-active', detail: saw('process', '3120', '/opt/go-spacemesh', 'go-spacemesh -d /data/home') },
  inTheWay: [
    process('node', 3120, '/opt/go-spacemesh -d /data/home -c /data/config.json'),
    process('other', 4471, '/usr/bin/borg create /backup::now /data/home'),
  ],
})

export const frozen: BatchRow = moveBatch(5, {
  activity: 'frozen',
  state: 'frozen',
  doing: 'frozen',
  canAbort: false,
  resolutions: ['put-back', 'close'],
  problem: { code: 'source-copy-restored', detail: '/data/home/identities/diskC_post3.key' },
})

/** The key is armed, and its node ends at each start. */
export const refuses: BatchRow = moveBatch(8, {
  activity: 'needs-resume',
  doing: 'waiting-for-you',
  canAbort: false,
  resolutions: ['disarm'],
  problem: { code: 'refuses-to-start', detail: 'FATAL invalid config: genesis-time is missing' },
})

export const lostMove: LostMove = {
  id: '4b1c7de09a52',
  why: 'plan-damaged',
  detail: saw('plan-changed'),
  identity: idOf('diskC_post3'),
  name: 'diskC_post3',
  from: rigName('home'),
  to: rigName('attic'),
  found: [
    { is: 'retired-key', node: rigName('home'), path: '/data/home/identities/diskC_post3.key.moved-4b1c7de09a52' },
    { is: 'left', node: rigName('home'), path: '/data/home/smeshdesk/MOVED-9f2ab4c0d1e2f3a4.json' },
    { is: 'batch-folder', node: null, path: '/home/me/.config/smeshdesk/batches/4b1c7de09a52' },
  ],
  held: [rigName('home'), rigName('attic'), rigName('diskC_post3')],
  letGoWords: letGoConsent('4b1c7de09a52'),
  letGoClosed: null,
}
