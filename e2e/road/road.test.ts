import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { sendUnaryData } from '@grpc/grpc-js'
import { JSDOM } from 'jsdom'
import { createElement } from 'react'
import { afterAll, expect, test, vi } from 'vitest'
import { createPublisher, gatherer } from '../../electron/app/publisher.io.ts'
import { type Api, api } from '../../electron/contract/api.ts'
import type { Handlers } from '../../electron/contract/contract.ts'
import { SmesherId } from '../../electron/contract/model/basics.ts'
import { emptyState } from '../../electron/contract/state.ts'
import { faultLog } from '../../electron/faults/index.ts'
import { createTold } from '../../electron/happenings/index.ts'
import { fakeListener } from '../../electron/nodes/testing/fake-node.io.ts'
import { createMirror, type Mirror, realPace, serve } from '../../electron/rpc/index.ts'
import { parseSettings } from '../../electron/settings/index.ts'
import { startHost } from '../../electron/shell/console/host/host.ts'
import { createSecrets } from '../../electron/shell/console/host/secrets.ts'
import { createSight } from '../../electron/sight/index.ts'
import { manualClock } from '../../electron/time/testing/manual-clock.ts'
import { openBook } from '../../electron/verdict/index.ts'
import { PostInfoServiceService } from '../../proto/generated/spacemesh/v1/post.ts'
import { connect } from '../../renderer/bridge/client.ts'
import { openSocketChannel } from '../../renderer/bridge/socket-channel.ts'
import { usualColumns } from '../../renderer/features/identities/columns.ts'
import { IdentityTableRow } from '../../renderer/features/identities/identity-table-row.tsx'
import { standingClock } from '../../renderer/state/clock.ts'
import { createDesk, type Desk, DeskContext, follow } from '../../renderer/state/desk.ts'
import { until } from '../host/until.ts'
import { countCalls, timersFired } from './called.ts'
import { road } from './told.ts'

const id = SmesherId.parse('7a'.repeat(32))
const patience = { deadlineMs: 10_000, everyMs: 20 }
const endings: (() => unknown)[] = []
afterAll(async () => {
  for (const end of endings.reverse()) await end()
})

/** A node of which only PostStates is known, and that answers when it is told to. */
async function slowNode() {
  let answer: ((state: number) => void) | null = null
  const postStates = (_call: unknown, done: sendUnaryData<unknown>) => {
    answer = (state) => done(null, { states: [{ id: Buffer.from(id, 'hex'), name: 'home.key', state }] })
  }
  const { address, stop } = await fakeListener([{ definition: PostInfoServiceService, answers: { postStates } }])
  endings.push(stop)
  const isAsked = () => until('asked', patience, () => answer !== null)
  const says = async (state: number) => {
    await isAsked()
    answer?.(state)
    answer = null
  }
  return { address, isAsked, says }
}

/** All of the core between a node and its pages, as the app puts it together, on a clock that stands. */
async function coreOf(post: string) {
  const { clock, advance } = manualClock(Date.now())
  const profileFolder = mkdtempSync(join(tmpdir(), 'road-'))
  const faults = faultLog(() => undefined)
  const node = { name: 'home', program: null, arguments: [], dataFolder: null, addresses: { public: null, private: null, post } }
  const settings = parseSettings(JSON.stringify({ version: 1, simulated: false, nodes: [node], services: [] }))
  const sight = createSight({ settings, profileFolder, faults, clock })
  const failed = (error: unknown) => expect.unreachable(String(error))
  const mirror = createMirror(emptyState({ kind: 'own', problem: null, starting: null, simulation: null } as never), realPace)
  const publisher = createPublisher(mirror, { failed })
  const kept = await openBook(profileFolder, { failed, mayWrite: () => true })
  const quiet = { rows: () => [], state: () => null, lost: () => [], onChange: () => undefined } as never
  publisher.follow(
    gatherer(
      {
        programs: quiet,
        migration: quiet,
        inventory: quiet,
        certificates: { watch: quiet },
        binaries: quiet,
        networks: quiet,
        sight,
        kept,
        history: createTold(() => undefined),
      },
      publisher.soon,
    ),
  )
  sight.onChange(publisher.soon)
  // The last of them first.
  endings.push(
    () => rmSync(profileFolder, { recursive: true }),
    () => kept.close(),
    () => sight.stop(),
    publisher.stop,
  )
  return { mirror, advance, start: () => sight.start() }
}

/** A page of the browser on that core, over a socket. */
async function pageOn(mirror: Mirror): Promise<Desk> {
  let serial = 0
  const secrets = createSecrets({ now: () => 0, random: () => `secret${++serial}`.padEnd(43, '_') })
  const state = { watchState: mirror.watch, setHidden: () => ({}) }
  const service = { contract: api, handlers: { state } as unknown as Handlers<Api>, report: () => '' }
  const guards = { host: () => true, origin: () => true, proof: (one: string, other: string) => one === other, headers: {} }
  const onPage = (channel: Parameters<typeof serve>[1]) => serve(service, channel)
  const host = await startHost({
    port: 0,
    assets: new Map(),
    guards,
    secrets,
    onPage,
    onTerminal: onPage,
    freshLink: () => '',
    failed: () => undefined,
  })
  const desk = createDesk(standingClock(Date.now()))
  const leaving = new AbortController()
  const keys = new Map<string, string>()
  const store = { getItem: () => null, setItem: (name: string, value: string) => void keys.set(name, value), removeItem: () => undefined }
  const door = { address: `ws://127.0.0.1:${host.port}/rpc`, origin: '', code: secrets.issueCode().reveal(), keys: store }
  void follow(desk, {
    open: async () => connect<Api>(await openSocketChannel(door)),
    refusal: String,
    newLink: () => new Promise(() => undefined),
    wait: () => new Promise(() => undefined),
    hidden: () => false,
    signal: leaving.signal,
  })
  endings.push(
    () => leaving.abort(),
    () => host.close(),
  )
  return desk
}

/** The identity's row of the table, drawn again whenever the page says so. */
async function drawnOn(desk: Desk): Promise<() => string> {
  const { window } = new JSDOM('<table><tbody></tbody></table>')
  vi.stubGlobal('window', window)
  vi.stubGlobal('document', window.document)
  const { createRoot } = await import('react-dom/client')
  const body = window.document.querySelector('tbody') ?? expect.unreachable('no table')
  createRoot(body).render(
    createElement(
      DeskContext,
      { value: desk },
      createElement(IdentityTableRow, { id, index: 0, columns: usualColumns, chosen: false, picked: false }),
    ),
  )
  return () => body.textContent
}

// Again where a machine was too busy: a question waits for two seconds, whatever else runs.
test('one answer of PostStates passes the files that the house’s book names, and no others', { retry: 2 }, async () => {
  const node = await slowNode()
  const { mirror, advance, start } = await coreOf(node.address)
  const desk = await pageOn(mirror)
  const row = await drawnOn(desk)
  // The first answer, and its row, are there before anything is counted.
  start()
  await node.says(1)
  await until('a first row', patience, () => row() !== '')
  const before = row()
  const calls = await countCalls()
  await advance(5_000)
  await node.isAsked()
  await calls.begin()
  const fired = await timersFired(async () => {
    await node.says(2)
    await until('another row', patience, () => row() !== before)
  })
  const { way, beside } = road()
  expect([...(await calls.end())].toSorted()).toEqual([...way, ...beside].toSorted())
  expect([...fired].filter((file) => file !== 'electron/rpc/pace.io.ts')).toEqual([])
})
