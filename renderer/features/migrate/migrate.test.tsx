import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { BatchRow, LostMove } from '../../../electron/contract/model/migration.ts'
import type { FakeOptions } from '../../testing/fake-client.ts'
import { moveBatch } from '../../testing/move.ts'
import { giveLayout, renderApp } from '../../testing/render-app.tsx'
import { galleryNow } from '../../testing/rig.ts'
import { idOf, rigName } from '../../testing/rows.ts'
import { rig } from '../../testing/scene-states.ts'

beforeEach(giveLayout)
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const show = (batch: BatchRow, part: Partial<FakeOptions['state']['rig']> = {}) =>
  renderApp(`/migrate/${batch.batch}`, {
    state: { ...rig, rig: { ...rig.rig, ...part }, alerts: {}, batches: { [batch.batch]: batch } },
  })
/** Nothing of the rig runs. */
const atRest = {
  nodes: Object.fromEntries(
    Object.entries(rig.nodes).map(([name, node]) => [name, { ...node, slot: node.slot && { ...node.slot, pid: null } }]),
  ),
  services: Object.fromEntries(
    Object.entries(rig.services).map(([name, service]) => [name, { ...service, slot: { ...service.slot, pid: null } }]),
  ),
}
const lose = ({ desk }: ReturnType<typeof renderApp>) =>
  act(() => desk.store.setState({ link: { kind: 'lost', since: galleryNow - 6000 } }))

describe('a move whose memory is lost', () => {
  const move: LostMove = {
    id: 'cafe00000000',
    why: 'journal-missing',
    detail: '',
    identity: idOf('diskC_post3'),
    name: 'diskC_post3',
    from: rigName('home'),
    to: rigName('attic'),
    found: [
      { is: 'batch-folder', node: null, path: '/profile/batches/cafe00000000' },
      { is: 'retired-key', node: rigName('home'), path: '/data/home/identities/diskC_post3.key.moved-cafe00000000' },
    ],
    held: [rigName('home'), rigName('attic')],
    letGoWords: 'let-go:cafe00000000',
    letGoClosed: null,
  }

  it('stands before all others in the list, and opens', async () => {
    const { user } = renderApp('/migrate', { state: { ...rig, lostMoves: { [move.id]: move } } })
    const list = await screen.findByRole('region', { name: 'Moves that are not at their end' })
    expect(list.textContent).toContain('Memory lostdiskC_post3home → attic')
    await user.click(within(list).getByRole('link', { name: 'Open it' }))
    expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('This move’s memory is lost: diskC_post3')
  })

  it('says what is so, where which file is, and offers nothing that touches a file', async () => {
    const held = { ...move, letGoWords: null }
    renderApp(`/migrate/${move.id}`, { state: { ...rig, alerts: {}, lostMoves: { [move.id]: held } } })
    const main = await screen.findByRole('main')
    for (const part of [
      'The journal of this move is missing',
      'nobody signs for it',
      'Held for it, and started by nobody: home and attic.',
      '/data/home/identities/diskC_post3.key.moved-cafe00000000',
      'plan.json and journal.jsonl belong here',
      'Delete nothing',
    ])
      expect(main.textContent).toContain(part)
    expect(
      within(main)
        .getAllByRole('button')
        .every((button) => /cop/i.test(button.getAttribute('aria-label') ?? button.textContent ?? '')),
    ).toBe(true)
  })

  it('lets go of what it holds by the words that it asks for, and by no others', async () => {
    const { user, calls } = renderApp(`/migrate/${move.id}`, { state: { ...rig, alerts: {}, lostMoves: { [move.id]: move } } })
    const part = await screen.findByRole('region', { name: 'Let go of what stands still' })
    expect(part.textContent).toContain('home and attic can then be started again, by you. No file is changed')
    const press = () => user.click(within(part).getByRole('button', { name: 'Let go' }))
    await user.type(within(part).getByLabelText(/^To let go, type/), 'let go')
    await press()
    expect(calls.filter(({ path }) => path === 'migration.letGo')).toEqual([])
    await user.type(within(part).getByLabelText(/^To let go, type/), ' cafe00000000')
    await press()
    expect(calls.at(-1)).toEqual({ path: 'migration.letGo', input: { id: move.id, words: 'let-go:cafe00000000' } })
  })

  it('does not offer to let go while two nodes could load the key', async () => {
    const twice = { ...move, letGoClosed: 'two-loadable' as const }
    renderApp(`/migrate/${move.id}`, { state: { ...rig, alerts: {}, lostMoves: { [move.id]: twice } } })
    const part = await screen.findByRole('region', { name: 'Let go of what stands still' })
    expect(part.textContent).toContain('Take all but one out of use first')
    expect(within(part).queryByRole('button')).toBeNull()
  })

  it('with the key at two nodes, says to stop all but one', async () => {
    const found = ['home', 'attic'].map((node) => ({
      is: 'loadable-key' as const,
      node: rigName(node),
      path: `/data/${node}/identities/k.key`,
    }))
    renderApp(`/migrate/${move.id}`, { state: { ...rig, alerts: {}, lostMoves: { [move.id]: { ...move, found } } } })
    expect((await screen.findByRole('main')).textContent).toContain('home and attic can all load its key. Stop all but one')
  })
})

describe('a plan that is not true any more', () => {
  it('says so where the button was, and is made again there', async () => {
    const refusal = Object.assign(new Error('target'), { code: 'plan_changed' })
    const fail = (path: string) => (path === 'migration.begin' ? refusal : null)
    const { user, calls } = renderApp(`/migrate/new/${idOf('diskC_post3')}`, { state: { ...rig, alerts: {} }, fail })
    await user.selectOptions(await screen.findByLabelText('To'), 'attic')
    await user.click(screen.getByRole('button', { name: 'Continue to the checks' }))
    await user.click(await screen.findByRole('button', { name: 'Continue to the plan' }))
    const ends = screen.getByRole('list', { name: 'What will be ended' })
    expect(within(ends).getAllByRole('listitem')[0]?.textContent).toMatch(/^go-spacemesh, process 4211, started [^,]+, on \/data\/attic$/)
    for (const box of screen.getAllByRole('checkbox')) await user.click(box)
    await user.type(screen.getByLabelText(/^To confirm, type/), '7be1c0d4:1')
    await user.click(screen.getByRole('button', { name: 'Start the move' }))
    const foot = screen.getByRole('contentinfo')
    const refused = await within(foot).findByRole('alert')
    expect(refused.textContent).toContain('Something at the target has changed')
    expect(refused.textContent).toContain('Nothing was started.')
    await user.click(within(foot).getByRole('button', { name: 'Make the plan again' }))
    expect(calls.filter(({ path }) => path === 'migration.scan')).toHaveLength(2)
    expect(await screen.findByRole('button', { name: 'Start the move' })).toBeTruthy()
  })
})

describe('Smeshdesk gone in the middle of a move', () => {
  it('says who was stopped and waits, in the strip and on the page, and promises nothing', async () => {
    const shown = show(moveBatch(4))
    await screen.findByText('Stopping the source')
    lose(shown)
    const waits = screen.getAllByText(/home, attic and diskC_post3 were stopped by (the|a) move and wait\. Start Smeshdesk again\./)
    expect(waits.length).toBe(2)
    expect(screen.queryByText(/go on by themselves/)).toBeNull()
    expect(screen.queryByText('Nothing to do for you now.')).toBeNull()
  })
  it('says as of when the keys were looked at, not an age that counts', async () => {
    const shown = show(moveBatch(4))
    await screen.findByText(/looked at 3 s ago/)
    lose(shown)
    expect(screen.getByText(/^as of /)).toBeTruthy()
  })
})

it.each([
  ['console', /goes on when this page closes/],
  ['desktop', /Smeshdesk ends with it/],
] as const)('says what closing means in the %s shell', async (host, said) => {
  show(moveBatch(2), { host })
  expect(await screen.findByText(said)).toBeTruthy()
})

it('offers both ways when a move waits, the safe one focused, with who stands still and what that costs', async () => {
  const { change } = show(
    moveBatch(4, { activity: 'needs-resume', doing: 'waiting-for-you', problem: { code: 'target-active', detail: '' } }),
  )
  const notice = await screen.findByRole('region', { name: 'The move waits for you' })
  // Both nodes run, whatever was announced.
  expect(notice.textContent).not.toMatch(/home, attic|home and/)
  act(() => change(atRest))
  const safe = within(notice).getByRole('button', { name: 'Stop and put everything back…' })
  await waitFor(() => expect(document.activeElement).toBe(safe))
  expect(within(notice).getByRole('button', { name: 'Go on' })).toBeTruthy()
  expect(notice.textContent).toMatch(/home, attic and diskC_post3 stand still since .*stopped by this move/)
  expect(notice.textContent).toMatch(/The cycle gap closes .* misses the next round/)
})

it('names what going on ends, and what it does not', async () => {
  const node = {
    what: 'node',
    pid: 911,
    startedAt: null,
    executable: '/opt/go-spacemesh',
    folder: '/data/attic',
    commandLine: 'x',
  } as const
  const backup = {
    ...node,
    what: 'other',
    pid: 912,
    executable: '/usr/bin/rsync',
    folder: '',
    commandLine: 'rsync -a /data/attic',
  } as const
  const problem = { code: 'source-active' as const, detail: '' }
  show(moveBatch(1, { activity: 'needs-resume', doing: 'waiting-for-you', problem, inTheWay: [node, backup] }))
  const ended = await screen.findByRole('list', { name: /^Going on ends these/ })
  expect(ended.textContent).toBe('go-spacemesh, process 911, on /data/attic')
  expect(screen.getByRole('list', { name: /^Smeshdesk does not end these/ }).textContent).toBe('rsync, process 912: rsync -a /data/attic')
})

it('has no running words after the end, and marks what was undone', async () => {
  show(moveBatch(3, { state: 'aborted', activity: 'ended', doing: 'ended' }))
  await screen.findByText('Put back.')
  expect(screen.queryByText('You can leave')).toBeNull()
  expect(screen.getByText('Where the key lay at the end')).toBeTruthy()
  expect(screen.queryByText('Keys right now')).toBeNull()
  expect(screen.getAllByText(/^undone, /)).toHaveLength(3)
})

it('folds earlier moves into one line, the newest first, each with its state', async () => {
  const old = moveBatch(10)
  const back = moveBatch(3, { batch: 'move-2', state: 'aborted', activity: 'ended', identityName: 'second' })
  renderApp('/migrate', { state: { ...rig, alerts: {}, batches: { [old.batch]: old, [back.batch]: back } } })
  const line = await screen.findByText('2 earlier moves')
  const lines = within(line.closest('details') ?? document.body).getAllByRole('listitem', { hidden: true })
  expect(lines.map(({ textContent }) => textContent?.slice(0, 8))).toEqual(['MoveddiskC_'.slice(0, 8), 'Put back'])
})
