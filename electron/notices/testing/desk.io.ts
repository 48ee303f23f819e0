import type { NoticeDraft } from '../../contract/model/notice.ts'
import type { Verdict } from '../../contract/model/rig.ts'
import { emptyState, type State } from '../../contract/state.ts'
import type { Posted } from '../../net/index.ts'
import type { Message } from '../message.ts'
import { type NoticesOptions, openNotices } from '../notices.io.ts'

export const taken: Posted = { kind: 'answered', status: 204, said: '' }
export const answers = (status: number, said = ''): Posted => ({ kind: 'answered', status, said })

const rig = (kind: 'own' | 'simulated'): State['rig'] =>
  ({ ...emptyState({} as State['rig']).rig, kind, problem: null, starting: null }) as State['rig']

export const alert = (id: string, part: Partial<State['alerts'][string]> = {}): State['alerts'][string] => ({
  id,
  risk: 'node-down',
  over: null,
  atLeast: false,
  evidence: [],
  tone: 'bad',
  words: 'node-ended',
  values: { node: 'home', path: '/secret/place' },
  since: 1000 as never,
  route: '#/nodes/home',
  act: null,
  deadline: null,
  costEpochs: null,
  rank: 0,
  identities: [],
  acknowledge: false,
  ...part,
})
export const of = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, alert(id)]))

/** A clock that is moved by hand. */
function handClock() {
  let now = 0
  let waiting: { at: number; run: () => void }[] = []
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  const next = () => waiting.toSorted((one, other) => one.at - other.at)[0]
  return {
    clock: {
      now: () => now,
      chance: () => 1,
      after: (delay: number, run: () => void) => {
        const one = { at: now + delay, run }
        waiting.push(one)
        return () => {
          waiting = waiting.filter((other) => other !== one)
        }
      },
    },
    move: async (ms: number) => {
      const until = now + ms
      await settle()
      for (let due = next(); due !== undefined && due.at <= until; due = next()) {
        now = Math.max(now, due.at)
        const { run } = due
        waiting = waiting.filter((one) => one !== due)
        run()
        await settle()
      }
      now = until
    },
  }
}

/** Notices of a profile with a clock that is moved by hand; what is sent is kept, and answered as it is told to. */
export async function desk(profileFolder: string, part: Partial<NoticesOptions> = {}) {
  const { clock, move } = handClock()
  const queue: Posted[] = []
  const sent: (Pick<Message, 'alerts' | 'over'> & { name: string })[] = []
  const gaveUp: string[] = []
  const faults: string[] = []
  const notices = await openNotices({
    profileFolder,
    clock,
    canDesktop: false,
    send: async ({ name }, news) => {
      sent.push({ name, ...news })
      return queue.shift() ?? taken
    },
    mayWrite: () => true,
    gaveUp: ({ name }, why) => void gaveUp.push(`${name} ${why}`),
    faults: {
      tell: (source, error) => {
        faults.push(`${source} ${String(error)}`)
        return { reference: '', detail: '' }
      },
    },
    ...part,
  })
  const look = (alerts: State['alerts'], { kind = 'own', unknown = 0 }: { kind?: 'own' | 'simulated'; unknown?: number } = {}) =>
    notices.look({ rig: rig(kind), alerts, verdict: { unknown } as Verdict })
  return { notices, sent, queue, gaveUp, faults, move, look, ids: () => sent.map(({ alerts }) => alerts.map(({ id }) => id)) }
}

export const target = (part: Partial<NoticeDraft> = {}): NoticeDraft => ({
  name: 'hook',
  on: true,
  threshold: 'needs',
  over: false,
  way: { kind: 'json', address: 'https://hooks.example/T0/secret' },
  ...part,
})
