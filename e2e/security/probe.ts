import type { Guards } from '../../electron/shell/console/host/guards.ts'
import { asShipped, type Setup, type World } from './world.ts'

/** One attack in a real browser. */
export interface Probe {
  readonly name: string
  /** What keeps it out; the run without it must turn red, else the probe proves nothing. */
  readonly guard: string
  readonly without: Setup
  /** Says what came of it; `held` when the attack failed. */
  attack(world: World): Promise<{ readonly held: boolean; readonly seen: string }>
}

const withGuards = (guards: Partial<Guards>): Setup => ({ ...asShipped, guards: { ...asShipped.guards, ...guards } })

const withoutHeaders = (...names: string[]): Setup =>
  withGuards({ headers: Object.fromEntries(Object.entries(asShipped.guards.headers).filter(([name]) => !names.includes(name))) })

/** The setups with one measure taken out. */
export const without = {
  host: withGuards({ host: () => true }),
  origin: withGuards({ origin: () => true }),
  proof: withGuards({ proof: () => true }),
  csp: withoutHeaders('content-security-policy'),
  framing: withoutHeaders('content-security-policy', 'x-frame-options'),
  resourcePolicy: withoutHeaders('cross-origin-resource-policy'),
  openerPolicy: withoutHeaders('cross-origin-opener-policy'),
  referrerPolicy: withoutHeaders('referrer-policy'),
  oneUse: { ...asShipped, secrets: (real) => ({ ...real, use: () => true }) } satisfies Setup,
  aging: { ...asShipped, aging: false } satisfies Setup,
  hostProof: {
    ...asShipped,
    change: { file: 'socket-channel.ts', from: "answer.proof !== (await prove(secret, 'host', meeting))", to: 'false' },
  } satisfies Setup,
  cleanAddress: {
    ...asShipped,
    change: { file: 'socket-channel.ts', from: "history.replaceState(null, '',", to: 'String(' },
  } satisfies Setup,
  tabStorage: {
    ...asShipped,
    change: {
      file: 'open-channel.ts',
      from: 'keys: page.sessionStorage',
      to: 'keys: { getItem: () => null, setItem: (name: string, value: string) => { document.cookie = name + "=" + value }, removeItem: () => {} }',
    },
  } satisfies Setup,
} as const

/** Runs in a page: whether a socket to the address opens. */
export const socketOpens = (address: string): Promise<string> =>
  new Promise((resolve) => {
    try {
      const socket = new WebSocket(address)
      socket.onopen = () => resolve('opened')
      socket.onerror = () => resolve('refused')
    } catch {
      resolve('refused')
    }
  })

/** Runs in a page: greets the host like a page of ours and answers its challenge with something made up. */
export const guessProof = (address: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = new WebSocket(address)
    socket.onopen = () => socket.send(JSON.stringify({ t: 'hello', version: 1, kind: 'code', nonce: 'ab'.repeat(16) }))
    socket.onmessage = ({ data }) => {
      if (JSON.parse(String(data)).t === 'welcome') resolve('let in')
      else socket.send(JSON.stringify({ t: 'proof', proof: '0'.repeat(64) }))
    }
    socket.onclose = ({ code }) => resolve(`closed ${code}`)
  })
