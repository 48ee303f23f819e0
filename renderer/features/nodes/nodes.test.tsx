import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { LastEnd, NodeRow, ServiceRow } from '../../../electron/contract/model/rig.ts'
import type { State } from '../../../electron/contract/state.ts'
import { renderApp } from '../../testing/render-app.tsx'
import { check, emptyState, galleryNow, nodeRow, serviceRow } from '../../testing/rig.ts'
import { identityRow, instant } from '../../testing/rows.ts'

afterEach(cleanup)

const down = { stopClosed: 'not-running', restartClosed: 'not-running', stopWords: null, startClosed: null } as const
/** Beside that, no process is there. */
const gone = { ...down, pid: null, ours: false, startedAt: null } as const
const home = nodeRow('home')
const slotOf = (part: Partial<NonNullable<NodeRow['slot']>>): NodeRow['slot'] => (home.slot === null ? null : { ...home.slot, ...part })
const killed: LastEnd = {
  meaning: 'unknown',
  exit: null,
  signal: 'SIGKILL',
  at: instant(galleryNow - 60_000),
  line: 'atxBuilder\tpost failed',
  lines: ['atxBuilder\tpost failed'],
  by: 'nobody',
}
const stateWith = (nodes: readonly NodeRow[], services: readonly ServiceRow[] = []): State => ({
  ...emptyState,
  rig: { ...emptyState.rig, kind: 'own' },
  nodes: Object.fromEntries(nodes.map((node) => [node.name, node])),
  services: Object.fromEntries(services.map((service) => [service.name, service])),
})
const open = async (state: State) => {
  const app = renderApp('/nodes/home', { state })
  await screen.findByRole('heading', { name: 'Nodes', level: 1 })
  return { ...app, checks: screen.getByRole('region', { name: 'home, Checks' }) }
}

describe('a node that died', () => {
  const dead = nodeRow('home', {
    reach: 'silent',
    error: 'post-states: ECONNREFUSED',
    slot: slotOf({ ...gone, state: 'ended', lastEnd: killed }),
  })

  it('says that it ended, with its code, when, and the lines that matter; not that a question failed', async () => {
    const { checks } = await open(stateWith([dead]))
    expect(within(checks).getByText('Exited (137) 1 min ago.')).toBeTruthy()
    expect(checks.textContent).toContain('killed from outside')
    expect(within(checks).getByRole('list', { name: 'Last lines that matter' }).textContent).toBe('atxBuilder\tpost failed')
    expect(checks.textContent).not.toContain('ECONNREFUSED')
    const row = screen.getByRole('row', { name: /home/ })
    expect(row.textContent).toContain('Ended')
    expect(row.textContent).toContain('(137) 1 min ago')
  })

  it('has a start that starts it', async () => {
    const { user, calls, checks } = await open(stateWith([dead]))
    await user.click(within(checks).getByRole('button', { name: 'Start' }))
    expect(calls).toEqual([{ path: 'nodes.start', input: { name: 'home' } }])
    expect(within(checks).getByRole('link', { name: 'Logs' })).toBeTruthy()
  })

  it.each<[Partial<LastEnd>, RegExp]>([
    [{ by: 'person', signal: null, exit: 0 }, /^Stopped by you, \d\d:\d\d:\d\d\.$/],
    [{ by: 'batch' }, /^Stopped by a move, \d\d:\d\d:\d\d\.$/],
    [{ meaning: 'external-ended', signal: null }, /^Ended 1 min ago, not started by Smeshdesk\.$/],
    [{ signal: null, exit: 1, meaning: 'lock-taken' }, /^Exited \(1\) 1 min ago\.$/],
    [{ signal: null, exit: null, meaning: 'unknown' }, /^Ended 1 min ago\.$/],
  ])('who ended it: %j', async (part, head) => {
    const { checks } = await open(stateWith([{ ...dead, slot: slotOf({ ...gone, state: 'ended', lastEnd: { ...killed, ...part } }) }]))
    expect(within(checks).getByText(head)).toBeTruthy()
  })
})

describe('forgetting a node', () => {
  const effects = async (node: NodeRow) => {
    const { user } = await open(stateWith([node]))
    await user.click(screen.getByRole('button', { name: 'Forget this node…' }))
    return (await screen.findByRole('dialog')).textContent
  }
  it('says what leaves sight while it runs, and nothing of it where none does', async () => {
    expect(await effects(home)).toContain('Its keys leave Smeshdesk’s sight')
    cleanup()
    expect(await effects(nodeRow('home', { reach: 'silent', slot: slotOf({ pid: null }) }))).not.toContain('leave Smeshdesk’s sight')
  })
})

describe('starting, stopping, restarting a node', () => {
  it('a start that is closed says why; what is missing in its entry leads to the edit', async () => {
    const finding = check(['key-loaded-elsewhere', 'fail', '/a = /b'], { id: 'ab'.repeat(32), node: 'attic', runs: 'yes', path: '' })
    const twice = nodeRow('home', {
      findings: [finding],
      slot: slotOf({ ...down, state: 'stopped', startClosed: 'check:key-loaded-elsewhere' }),
    })
    const first = await open(stateWith([twice]))
    const start = within(first.checks).getByRole('button', { name: 'Start' })
    expect(start.getAttribute('aria-disabled')).toBe('true')
    expect(first.checks.textContent).toContain('A check speaks against it: The key of ababab…abab is in use at attic.')
    await first.user.click(start)
    expect(first.calls).toEqual([])
    cleanup()
    const { checks } = await open(stateWith([nodeRow('home', { slot: slotOf({ ...down, state: 'stopped', startClosed: 'no-program' }) })]))
    expect(checks.textContent).toContain('Its program is not given in the settings.')
    expect(within(checks).getByRole('link', { name: 'Edit' }).getAttribute('href')).toContain('/nodes/home/edit')
  })

  it('stopping one that loses nothing asks for no typing', async () => {
    const { user, calls, checks } = await open(stateWith([nodeRow('home', { slot: slotOf({ stopWords: null }) })]))
    await user.click(within(checks).getByRole('button', { name: 'Stop…' }))
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).queryByRole('textbox')).toBeNull()
    await user.click(within(dialog).getByRole('button', { name: 'Stop the node' }))
    expect(calls).toEqual([{ path: 'nodes.stop', input: { name: 'home', words: '' } }])
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('while an identity of it proves, the words of the language are asked for, and what is lost is named', async () => {
    const proving = identityRow({
      name: 'a1',
      node: home.name,
      cell: { key: 'ok', post: 'proving', operator: 'reading', event: 'post_start' },
    })
    const state = {
      ...stateWith([nodeRow('home', { slot: slotOf({ stopWords: 'stop:home' }) })]),
      identities: { [proving.id]: proving },
    }
    const { user, calls, checks } = await open(state)
    await user.click(within(checks).getByRole('button', { name: 'Stop…' }))
    const dialog = await screen.findByRole('dialog')
    expect(dialog.textContent).toContain('A proof is wanted for a1 now.')
    const stop = within(dialog).getByRole('button', { name: 'Stop and lose the proof' })
    await user.click(stop)
    expect(calls).toEqual([])
    await user.type(within(dialog).getByLabelText(/^To confirm, type/), 'stop home')
    await user.click(stop)
    expect(calls).toEqual([{ path: 'nodes.stop', input: { name: 'home', words: 'stop:home' } }])
  })

  it('one that had its time and runs on can be ended at once, by words for just that', async () => {
    const { user, checks } = await open(stateWith([nodeRow('home', { slot: slotOf({ outlasted: true, stopWords: 'end:home' }) })]))
    await user.click(within(checks).getByRole('button', { name: 'End it now…' }))
    const dialog = await screen.findByRole('dialog')
    expect(dialog.textContent).toContain('Now it is killed')
    expect(within(dialog).getByRole('button', { name: 'End it now' }).getAttribute('aria-disabled')).toBe('true')
  })

  it('restarts at once where nothing is lost, and not where a check speaks against the start', async () => {
    const { user, calls, checks } = await open(stateWith([nodeRow('home', { slot: slotOf({ stopWords: null }) })]))
    await user.click(within(checks).getByRole('button', { name: 'Restart' }))
    expect(calls).toEqual([{ path: 'nodes.restart', input: { name: 'home', words: '' } }])
    cleanup()
    const held = await open(
      stateWith([
        nodeRow('home', {
          slot: slotOf({ restartClosed: 'held-by-migration', stopClosed: 'held-by-migration', startClosed: 'held-by-migration' }),
        }),
      ]),
    )
    expect(held.checks.textContent).toContain('A move holds it; only the move starts and stops it.')
  })

  it('what is going on stands in the place of the act', async () => {
    const { checks } = await open(
      stateWith([nodeRow('home', { slot: slotOf({ state: 'stopping', stopClosed: 'stopping', stopWords: null }) })]),
    )
    expect(within(checks).getByRole('button', { name: 'Stopping…' }).getAttribute('aria-disabled')).toBe('true')
    expect(within(checks).queryByRole('button', { name: 'Start' })).toBeNull()
  })
})

describe('services that others run', () => {
  it('one that answers elsewhere can’t be started, and says why', async () => {
    const remote = serviceRow('a1', {
      slot: { ...down, state: 'external', pid: null, startClosed: 'answers-elsewhere', restartClosed: 'external' },
    })
    await open(stateWith([home], [remote]))
    expect(screen.getByText(/A PoST service answers on its operator address/)).toBeTruthy()
  })

  it('a wrong listener is named with the one to dial', async () => {
    const values = { kind: 'private', node: 'home', dials: '127.0.0.1:9093', post: '127.0.0.1:9094' }
    await open(stateWith([home], [serviceRow('a1', { findings: [check(['service-wrong-listener', 'fail', ''], values)] })]))
    expect(screen.getByText(/127\.0\.0\.1:9093 is the private one, the post listener is 127\.0\.0\.1:9094/)).toBeTruthy()
  })

  it('evidence is in words: sizes, not JSON', async () => {
    const values = { kind: 'wrong-size', name: 'postdata_3.bin', found: '26393320', expected: '71779962880', path: '/p' }
    await open(stateWith([home], [serviceRow('a1', { findings: [check(['service-data-incomplete', 'fail', '{"kind"}'], values)] })]))
    expect(screen.getByText(/^postdata_3\.bin has 25\.2 MiB of 66\.\d GiB$/)).toBeTruthy()
  })

  it('stopped by the app’s own button is said so, without blame', async () => {
    const end: LastEnd = { ...killed, meaning: 'ended-by-signal', signal: 'SIGTERM', by: 'person', lines: [], line: '' }
    await open(stateWith([home], [serviceRow('a1', { slot: { ...down, state: 'stopped', pid: null, lastEnd: end } })]))
    expect(screen.getByText(/^Stopped by you, /)).toBeTruthy()
    expect(document.body.textContent).not.toContain('from outside')
  })
})

it('none is synced', async () => {
  await open(stateWith([nodeRow('home', { reach: 'silent' }), nodeRow('attic', { sync: null })]))
  expect(screen.getByText(/^2 nodes\. None is synced, one does not answer\./)).toBeTruthy()
})
