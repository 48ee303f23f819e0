import type { NodeRow, SlotRow } from '../../electron/contract/model/rig.ts'
import { saw } from '../../electron/contract/seen.ts'
import { tenIdentities } from './identities.ts'
import { check, galleryNow, nodeRow, serviceRow } from './rig.ts'
import { idOf, instant, rigName } from './rows.ts'

export const home = nodeRow('home', {
  identities: Object.values(tenIdentities)
    .filter(({ node }) => node === 'home')
    .map(({ id }) => id),
  findings: [
    check(['key-open-to-others', 'warn', saw('open-to-others', 'diskA_post1.key')], { file: 'diskA_post1.key' }),
    check(['next-start-remote', 'pass', saw('keys-load', '8')], { count: '8' }),
    check(['key-retired', 'pass', 'old.key.moved-3fa1'], { file: 'old.key.moved-3fa1' }),
  ],
})
/** A slot in which no process of ours runs. */
export const standing = (
  state: 'ended' | 'external',
  startClosed: SlotRow['startClosed'],
  lastEnd: SlotRow['lastEnd'] = null,
): NodeRow['slot'] =>
  home.slot && {
    ...home.slot,
    pid: null,
    ours: false,
    startedAt: null,
    state,
    startClosed,
    lastEnd,
    stopWords: null,
    stopClosed: startClosed ?? 'not-running',
    restartClosed: startClosed ?? 'not-running',
  }
const lines = ['atxBuilder\tfailed to publish atx\t{"errmsg": "context canceled"}']
export const killed: SlotRow['lastEnd'] = {
  meaning: 'unknown',
  exit: null,
  signal: 'SIGKILL',
  at: instant(galleryNow - 60_000),
  by: 'nobody',
  line: lines[0] ?? '',
  lines,
}
export const port = check(['post-listener-random', 'warn', 'attic, 127.0.0.1:0'], { node: 'attic', listener: '127.0.0.1:0' })
const runsByOthers = standing('external', 'external')
export const attic = nodeRow('attic', {
  identities: [idOf('diskD_post1'), idOf('diskE_post1')],
  slot: runsByOthers && { ...runsByOthers, pid: 3120, commandLine: ['go-spacemesh', '-d', '/data/attic'] },
})
export const services = [
  serviceRow('diskA_post2'),
  serviceRow('diskB_post2', {
    slot: {
      state: 'ended',
      pid: null,
      stopClosed: 'not-running',
      startClosed: null,
      lastEnd: {
        meaning: 'gave-up-node-unreachable',
        exit: 1,
        signal: null,
        at: instant(galleryNow - 300_000),
        line: 'Error: max retries (10) reached',
        lines: ['Error: max retries (10) reached'],
        by: 'nobody',
      },
    },
  }),
  serviceRow('diskB_post3', {
    operatorAddress: null,
    slot: { state: 'external', ours: false, startClosed: 'external', stopClosed: 'external' },
  }),
  serviceRow('diskE_post1', {
    node: rigName('attic'),
    slot: { adopted: true },
    findings: [check(['service-already-registered', 'warn', 'post service already registered'])],
  }),
]
