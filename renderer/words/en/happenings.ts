import type { MoveRest, ProofStep, What, WhatOf } from '../../../electron/contract/model/happening.ts'
import type { KeyFileSeen } from '../../../electron/contract/model/identity.ts'
import type { NodeRow } from '../../../electron/contract/model/rig.ts'
import { thing } from './acts.ts'

const steps: Readonly<Record<ProofStep, string>> = {
  began: 'was begun',
  done: 'is made',
  taken: 'was taken by its node',
  failed: 'failed',
}

const reach: Readonly<Record<NodeRow['reach'], string>> = {
  unknown: 'is not known any more',
  starting: 'is starting',
  answers: 'answers',
  silent: 'does not answer',
  garbled: 'gives answers that are not a node’s',
  hangs: 'takes questions and gives no answer',
}

const entered: Readonly<Record<MoveRest, string>> = {
  moved: 'moved, not proven yet',
  aborted: 'put back',
  frozen: 'safety stop',
  closed: 'closed as it is',
}

/** How a key lies now, and where it lay in danger before, that this is over. */
const keyLies = (from: KeyFileSeen, to: KeyFileSeen): string => {
  if (to === 'duplicate') return 'its key lies where it would be loaded twice'
  if (to === 'defective') return 'its key file is defective'
  if (to === 'absent') return 'its key file is gone'
  if (to === 'unknown') return 'how its key lies can’t be read any more'
  return {
    duplicate: 'its key no longer lies where it would be loaded twice',
    defective: 'its key file is in order again',
    absent: 'its key file is there again',
    unknown: 'its key file is in order',
    ok: 'its key file is in order',
  }[from]
}

type Move = Pick<WhatOf<'batch-entered'>, 'name' | 'source' | 'target'>
const move = ({ name, source, target }: Move) => `${name}, from ${source} to ${target}`

const notKept: Readonly<Record<WhatOf<'history-failed'>['how'], string>> = {
  'set-aside': 'What happened before could not be read; its file was set aside',
  'not-kept': 'What happens can’t be written down now',
  newer:
    'What is remembered was written by a later Smeshdesk: its file is left as it is, and nothing is written down until that one runs again',
}

/** `said`: how a run ended, or the name of a state. */
const of: { readonly [Is in What['is']]: (what: WhatOf<Is>, said: string) => string } = {
  'state-changed': ({ name }, said) => `${name}: ${said}`,
  'proof-progressed': ({ name, epoch, step }) => `${name}: its proof for epoch ${epoch} ${steps[step]}`,
  'epoch-kept': ({ name, epoch }) => `${name} published its ATX of epoch ${epoch}`,
  'epoch-lost': ({ name, epoch, as }) => (as === 'missed' ? `${name} missed epoch ${epoch}` : `${name} published late in epoch ${epoch}`),
  'ban-found': ({ name }) => `${name} is banned, for good`,
  'key-changed': ({ name, from, to }) => `${name}: ${keyLies(from, to)}`,
  'reach-changed': ({ node, to }) => `${node} ${reach[to]}`,
  'run-started': ({ kind, name }) => `${thing(kind, name)} was started`,
  'run-ended': ({ kind, name }, said) => `${thing(kind, name)}: ${said}`,
  'batch-entered': (what) => `${move(what)}: ${entered[what.state]}`,
  'batch-confirmed': (what) => `${move(what)}: moved and confirmed`,
  'notice-failed': ({ name, host, why }) =>
    `Alerts could not be told to ${[name ?? '', host].filter((one) => one !== '').join(', ')} (${why})`,
  'history-failed': ({ how, reference }) => `${notKept[how]} (${reference} in the log)`,
}

export const happeningsWords = { title: 'What happened', none: 'Nothing was seen to happen yet.', of } as const
