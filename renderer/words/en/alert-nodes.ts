import type { OwnAlertKey } from '../../../electron/contract/model/alert-key.ts'
import { type Say, type Values, value } from './alert-parts.ts'
import { capital, numberWord } from './grammar.ts'

/** What has passed without a node, by the clock, and how much of it nobody saw. */
const passed = (v: Values): string => {
  if (v.passed === undefined) return ''
  const [all, unseen] = [Number(v.passed), Number(v.unseen ?? '0')]
  const span = all === 1 ? `epoch ${value(v, 'from')}` : `epochs ${value(v, 'from')} to ${value(v, 'to')}`
  const said = ` ${capital(numberWord(all))} ${all === 1 ? 'publish epoch has' : 'publish epochs have'} passed since it was last seen: ${span}.`
  if (unseen === 0) return said
  return `${said} ${unseen === all ? 'What became of them was' : `What became of ${numberWord(unseen)} of them was`} not observed.`
}

/** A node that is not heard, or that can’t be asked. */
export const nodeAlerts = {
  'node-silent': (v) => ({
    head: `${value(v, 'node')} does not answer.`,
    rest: `What it last said is kept and marked with its time.${passed(v)}`,
    act: 'Look at the node',
  }),
  'node-never': (v) => ({
    head: `${value(v, 'node')} has not answered yet.`,
    rest: `Nothing is known of it but what lies in its folder.${passed(v)}`,
    act: 'Look at the node',
  }),
  'node-unknown': (v) => ({
    head: `Nothing is known of ${value(v, 'node')}.`,
    rest: 'It was looked at for a minute, and no listener said anything that could be used.',
    act: 'Look at the node',
  }),
  'node-no-address': (v) => ({
    head: `${value(v, 'node')} can’t be asked.`,
    rest: 'No address of it is given, so nothing is known of what it does.',
    act: 'Give its addresses',
  }),
  'node-no-post': (v) => ({
    head: `${value(v, 'node')} can’t be asked about proofs.`,
    rest: 'Its post address is not given, so it is not known whether a proof is wanted.',
    act: 'Give the post address',
  }),
  'node-ended': (v) => ({
    head: `${value(v, 'node')} has ended.`,
    rest: `Its identities prove and publish nothing until it runs again.${passed(v)}`,
    act: 'Look at the node',
  }),
  'node-stopped': (v) => ({
    head: `${value(v, 'node')} is stopped.`,
    rest: `Its identities prove and publish nothing until it runs again.${passed(v)}`,
    act: 'Look at the node',
  }),
} satisfies Partial<Record<OwnAlertKey, Say>>
