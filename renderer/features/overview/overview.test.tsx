import { act, cleanup, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Bytes } from '../../../electron/contract/model/basics.ts'
import type { State } from '../../../electron/contract/state.ts'
import { giveLayout, renderApp } from '../../testing/render-app.tsx'
import { galleryNow, misspelt } from '../../testing/rig.ts'
import { idOf, instant, rigName } from '../../testing/rows.ts'
import { scenes } from '../../testing/scenes.ts'
import { alert, verdict } from '../../testing/verdicts.ts'

beforeEach(giveLayout)
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const sceneOf = (name: string) => {
  const found = scenes[name]
  if (found === undefined) throw new Error(`no scene ${name}`)
  return found
}
const calm = sceneOf('overview-calm').state
const show = (state: State, now = galleryNow) => renderApp('/overview', { state, now })
const heading = () => screen.findByRole('heading', { level: 1 })

it('says of a disk how much its PoST data are, not how much they would be on mainnet', async () => {
  const rows = Object.entries(calm.identities).map(([id, row]) => [
    id,
    { ...row, disk: 'diskA', numUnits: 2, sizeBytes: (2 ** 20) as Bytes },
  ])
  show({ ...calm, identities: Object.fromEntries(rows) as State['identities'] })
  expect(await screen.findByText(/^20 units, 10 MiB/)).toBeTruthy()
})

describe('the verdict', () => {
  it('is calm only by the core’s own word, with the age of the oldest look', async () => {
    show(calm)
    expect((await heading()).textContent).toBe('All ten are on course.')
    expect(screen.getByText(/The oldest look that this rests on is 3 s old\./)).toBeTruthy()
    expect(screen.queryByRole('region', { name: 'Worst open alert' })).toBeNull()
  })

  const broken: Readonly<Record<string, Partial<State>>> = {
    'a node that was killed': sceneOf('overview-one').state,
    'a part of which nothing is known': sceneOf('overview-unknown').state,
    'a look that came late': { verdict: verdict({ calm: false, why: 'stale', tone: 'idle' }) },
    'a calm that is four minutes old': { verdict: verdict({ provenAt: instant(galleryNow - 240_000) }) },
    'a calm that rests on no look': { verdict: verdict({ provenAt: null }) },
    'a cut in what was observed': { verdict: verdict({ calm: false, why: 'unsure', tone: 'idle' }) },
    'what is held back until it lasts': { verdict: verdict({ calm: false, why: 'watching', tone: 'idle' }) },
    'why it is not calm by a newer core': { verdict: verdict({ calm: false, why: 'something-new', tone: 'idle' }) },
    'a core that has said nothing yet': { verdict: null },
    'a rig that could not be read': { rig: { ...calm.rig, problem: misspelt } },
    'a thing that concerns no identity': {
      verdict: verdict({ calm: false, tone: 'warn' }),
      alerts: { a: alert({ id: 'a', words: 'node-never', tone: 'warn', values: { node: 'attic' } }) },
    },
    'one that is over and is watched': {
      verdict: verdict({ calm: false, tone: 'idle' }),
      alerts: { a: alert({ id: 'a', words: 'node-ended', tone: 'idle', values: { node: 'attic' }, over: instant(galleryNow - 5_000) }) },
    },
  }
  it.each(Object.entries(broken))('never says that all is well beside %s', async (_what, part) => {
    show({ ...calm, ...part })
    const sentence = (await heading()).textContent ?? ''
    const page = screen.getByRole('main').textContent ?? ''
    const claims = /all (ten )?is well|nothing needs you\.|everything is fine/i
    expect(page).not.toMatch(claims)
    const said = /need|not known|old|observed|Looking|could not be read|told when it lasts|No longer so|does not/
    expect(`${sentence} ${page}`).toMatch(said)
    if (sentence.startsWith('All ten are on course.')) expect(Object.keys(part.alerts ?? {})).toHaveLength(1)
  })

  it('of a host that is silent says nothing that it can’t know', async () => {
    const { desk } = show(calm)
    await heading()
    act(() => desk.store.setState({ link: { kind: 'lost', since: galleryNow - 42_000 } }))
    expect((await heading()).textContent).toBe('Smeshdesk does not answer. Nothing here is known to be so still.')
    expect(screen.getByRole('region', { name: 'Worst open alert' })).toBeTruthy()
    expect(screen.queryByText(/The oldest look/)).toBeNull()
  })

  it('counts who is on course, who needs somebody, and of whom that is not known', async () => {
    show({
      ...calm,
      verdict: verdict({ calm: false, needs: 1, onCourse: 7, unknown: 2, tone: 'warn' }),
      alerts: sceneOf('overview-one').state.alerts,
    })
    expect((await heading()).textContent).toBe('Seven of ten are on course. One needs you. Of two that is not known.')
  })
})

describe('risks', () => {
  it('stand in the order of the core, each with one act and its deadline, its evidence folded', async () => {
    const { user } = show(sceneOf('overview-many').state)
    const list = within(await screen.findByRole('region', { name: 'Risks' }))
    const items = list.getAllByRole('listitem')
    const heads = items.map((item) => item.querySelector('b')?.textContent)
    expect(heads[0]).toBe('attic has ended.')
    expect(heads.at(-1)).toMatch(/^No longer so since /)
    const acts = (item: HTMLElement) => [...item.querySelectorAll('a[href], button')].filter((one) => one.closest('details') === null)
    for (const item of items) expect(acts(item)).toHaveLength(1)
    expect(items[0]?.textContent).toContain('in 10 h 25 min')
    expect(items.every((item) => item.querySelector('details')?.open === false)).toBe(true)
    const disk = items.find((item) => item.textContent?.includes('left on its disk'))
    if (disk === undefined) throw new Error('no disk')
    await user.click(disk.querySelector('summary') as HTMLElement)
    expect(disk.textContent).toContain('3 GiB free, 10 GiB needed')
    expect(disk.textContent).toContain('Rule: a disk is nearly full (disk-floor).')
  })

  it('do their act from here', async () => {
    const { user, calls } = show(sceneOf('overview').state)
    await user.click(await screen.findByRole('button', { name: /Start diskB_post2’s service/ }))
    // What is only asked for to be shown is no act.
    const acts = calls.filter(({ path }) => path !== 'identities.earnedByEpoch')
    expect(acts).toEqual([{ path: 'services.start', input: { name: rigName('diskB_post2') } }])
  })

  it('show who says what of whom they concern, what is stale marked as such', async () => {
    const { user } = show(sceneOf('overview').state)
    const item = (await screen.findByText('diskE_post1: the service holds a proof that the node does not want.')).closest('li')
    await user.click(item?.querySelector('summary') as HTMLElement)
    expect(item?.textContent).toContain('127.0.0.1:50051')
  })
})

it('counts the fleet by state, and each count leads to just those rows', async () => {
  const { user } = show(calm)
  const fleet = within(await screen.findByRole('region', { name: 'Fleet by state' }))
  const reading = fleet.getByRole('link', { name: 'Reading' }).closest('li')
  const count = Number(reading?.querySelector('b')?.textContent)
  await user.click(fleet.getByRole('link', { name: 'Reading' }))
  const table = await screen.findByRole('table')
  expect(within(table).getAllByRole('row').slice(1)).toHaveLength(count)
  expect(screen.getByRole('searchbox')).toHaveProperty('value', '"Reading"')
})

it('sums what was earned by epoch, and says of whom that is not known', async () => {
  show(calm)
  const earned = within(await screen.findByRole('region', { name: 'Earned by epoch' }))
  await earned.findByText('epoch 61, so far')
  expect(earned.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'epoch 61, so far4 identities9.128',
    'epoch 608 identities38.62',
    'epoch 597 identities35.38',
    'epoch 588 identities38.41',
    'epoch 578 identitiesat least 31.18',
  ])
  expect(earned.getByText(/^Two of ten: attic is too old to tell/)).toBeTruthy()
})

it.each([
  [{ epochs: [], told: 10, at: 0, silent: [] }, 'The nodes know of no payment.'],
  [
    { epochs: [], told: 0, at: null, silent: [{ asked: 'no-address', node: 'home', version: null, identities: 10 }] },
    'Not known: home has no public address to ask.',
  ],
  [{ epochs: [], told: 0, at: null, silent: [] }, 'No identity is known.'],
])('has no empty place where nothing was earned or told', async (answer, said) => {
  renderApp('/overview', { state: calm, answers: { 'identities.earnedByEpoch': answer } })
  expect(await within(await screen.findByRole('region', { name: 'Earned by epoch' })).findByText(said)).toBeTruthy()
})

it('draws a lane for each disk, and says of each how far it is', async () => {
  show(calm)
  const lanes = within(await screen.findByRole('region', { name: 'Proving by disk' }))
  expect(lanes.getAllByRole('img').map((lane) => lane.getAttribute('aria-label'))).toEqual([
    'Disk A: 0 of 2 published. Last proof: Unknown.',
    'Disk B: 0 of 3 published. Last proof: Unknown.',
    'Disk C: 1 of 3 published. Last proof: Unknown.',
    expect.stringMatching(/^Disk D: 1 of 1 published\. Last proof: Done \d\d:\d\d\.$/),
    'Disk E: 0 of 1 published. Last proof: Unknown.',
  ])
})

it('without a clock says that it can’t be drawn, and draws nothing', async () => {
  show({ ...calm, epoch: null, clocks: {} })
  await screen.findByText(/can’t be drawn while no cycle gap is known/)
  expect(within(screen.getByRole('region', { name: 'Proving by disk' })).queryAllByRole('img')).toEqual([])
})

it('shows names that are meant to hurt as what they are: text', async () => {
  const nasty = '<img src=x onerror="document.title=\'through\'"><b>bold</b>&amp;'
  const [first] = Object.values(calm.identities)
  if (first === undefined) throw new Error('no row')
  const long = 'x'.repeat(2_000)
  const { user } = show({
    ...calm,
    verdict: verdict({ calm: false, needs: 1, tone: 'bad' }),
    identities: { ...calm.identities, [first.id]: { ...first, name: nasty, disk: nasty, evidence: [] } },
    alerts: {
      a: alert({
        id: 'a',
        words: 'node-finding',
        tone: 'bad',
        values: { subject: nasty, finding: nasty, more: 'NaN' },
        evidence: [nasty, long],
      }),
      b: alert({ id: 'b', words: 'due-stopped', tone: 'warn', rank: 1, values: { name: long }, identities: [first.id] }),
      c: alert({
        id: 'c',
        words: 'two-readers',
        tone: 'warn',
        rank: 2,
        values: { readers: 'NaN' },
        deadline: instant(Number.MAX_SAFE_INTEGER),
      }),
    },
  })
  for (const item of await screen.findAllByRole('listitem'))
    if (item.querySelector('summary')) await user.click(item.querySelector('summary') as HTMLElement)
  const main = screen.getByRole('main')
  expect(main.querySelectorAll('img, script')).toHaveLength(0)
  expect(document.title).not.toBe('through')
  expect(main.textContent).toContain('<img src=x onerror=')
  expect(main.textContent).toContain(long)
})

it('of an empty rig says what to do first', async () => {
  show(sceneOf('overview-empty').state)
  expect((await heading()).textContent).toBe('There is nothing to look at yet.')
  expect(screen.getByRole('link', { name: 'Add a node' })).toBeTruthy()
})

it('what comes stands in order, with the proofs that end soonest', async () => {
  show(calm)
  const next = within(await screen.findByRole('region', { name: 'Next' }))
  const times = next.getAllByRole('listitem').map((item) => item.querySelector('time')?.dateTime ?? '')
  expect(times).toEqual([...times].sort())
  expect(next.getByRole('link', { name: 'diskC_post1' }).getAttribute('href')).toBe(`#/identities/${idOf('diskC_post1')}`)
})

it('keeps the lane of a disk whose node is down, as it was seen last', async () => {
  const { state } = sceneOf('overview-one')
  const ofAttic = (clock: string | null) =>
    Object.fromEntries(Object.values(state.identities).map((row) => [row.id, row.node === 'attic' ? { ...row, clock, disk: 'Z' } : row]))
  show({ ...state, identities: ofAttic(null) })
  const lanes = within(await screen.findByRole('region', { name: 'Proving by disk' }))
  const lane = lanes.getAllByRole('img').find((one) => one.getAttribute('aria-label')?.startsWith('Disk Z'))
  expect(lane?.getAttribute('aria-label')).toMatch(/Last proof: Last seen \d\d:\d\d\.$/)
})

it('says of how long an alert is open only what was seen', async () => {
  const { state } = sceneOf('overview-one')
  const since = instant(galleryNow - 6_000)
  const alerts = Object.fromEntries(Object.values(state.alerts).map((one) => [one.id, { ...one, since, deadline: null, atLeast: true }]))
  show({ ...state, alerts })
  expect(await screen.findByText('open for at least 6 s')).toBeTruthy()
})
