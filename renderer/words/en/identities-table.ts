import type { Bytes } from '../../../electron/contract/model/basics.ts'
import { size } from '../../format/numbers.ts'
import { capital, diskCalled, numberWord, plural } from './grammar.ts'

type BulkAct = 'start' | 'stop' | 'restart'
const verbs: Readonly<Record<BulkAct, string>> = { start: 'start', stop: 'stop', restart: 'restart' }
const services = (n: number) => plural(n, 'service', 'services')

/** What was lost before and stands beside what is so now. */
export const loss = {
  said: ({ epochs, from, to }: { readonly epochs: number; readonly from: number; readonly to: number }): string =>
    `${epochs === 1 ? `Epoch ${from} was` : `${capital(numberWord(epochs))} epochs, ${from} to ${to}, were`} lost, and not seen by you yet.`,
}

/** What a person does with the table as a whole, and with several of its rows. */
export const tableWords = {
  view: {
    title: 'Columns',
    group: 'Group by',
    groups: { none: 'None', state: 'State', disk: 'Disk', node: 'Node' },
    columns: 'Columns',
    narrow: 'What has no room is left out, the least first.',
  },
  group: {
    size: (of: { rows: number; units: number; bytes: Bytes; known: number }) =>
      `${plural(of.rows, 'identity', 'identities')}${of.known === 0 ? '' : `, ${plural(of.units, 'unit', 'units')}, ${size(of.bytes)}`}`,
    disk: (name: string) => capital(diskCalled(name)),
    noDisk: 'Disk unknown',
    node: (name: string) => `Node ${name}`,
    noNode: 'No node',
  },
  loss,
  choose: (name: string) => `Choose ${name}`,
  chosen: {
    label: 'What to do with the chosen identities',
    count: (n: number) => `${capital(numberWord(n))} chosen`,
    acts: { start: 'Start…', stop: 'Stop…', restart: 'Restart…' },
    copy: { copy: 'Copy the ids', copied: 'copied' },
    clear: 'Choose none',
  },
  export: {
    title: 'Export',
    chosen: 'Export',
    kinds: { csv: 'As CSV', json: 'As JSON' },
    id: 'Id',
    file: 'identities',
  },
  bulk: {
    title: (act: BulkAct, n: number) => `${capital(verbs[act])} ${n === 1 ? 'one PoST service' : `${numberWord(n)} PoST services`}?`,
    lead: 'One after the other. Exactly this happens:',
    starts: (name: string) => `${name}: its service is started.`,
    idle: (name: string) => `${name}: its service is stopped; no proof is being made now.`,
    loses: (name: string, loss: string) => `${name}: ${loss}`,
    left: (name: string, why: string) => `${name} is left as it is. ${why}`,
    noService: 'No PoST service is known here.',
    outlasted: 'It was told to stop and runs on: end it on its node’s page.',
    typed: (act: BulkAct, n: number) => `${verbs[act]} ${services(n)}`,
    nothing: 'Nothing can be done for any of them now.',
    keep: 'Leave them as they are',
    act: (act: BulkAct, n: number) => `${capital(verbs[act])} ${services(n)}`,
    outcome: (act: BulkAct) =>
      ({ start: 'Services asked to start', stop: 'Services asked to stop', restart: 'Services asked to restart' })[act],
    waits: 'waits its turn',
    asked: 'asked',
    taken: (state: string) => `taken; now: ${state}`,
    refused: (title: string, why: string) => `refused: ${title}. ${why}`,
    stopped: 'not asked: you ended it before',
    end: 'Ask no more',
    close: 'Close',
  },
} as const
