import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CallFailure } from '../../bridge/client.ts'
import { giveLayout, renderApp } from '../../testing/render-app.tsx'
import { galleryNow } from '../../testing/rig.ts'
import { idOf } from '../../testing/rows.ts'
import { rig } from '../../testing/scene-states.ts'
import { keepView, readView } from './view.ts'

beforeEach(giveLayout)
afterEach(() => {
  cleanup()
  localStorage.clear()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const id = idOf('diskB_post2')
const section = async (name: string) =>
  within(await screen.findByRole('complementary', { name: 'diskB_post2' })).getByRole('region', { name })
const show = (answers: Readonly<Record<string, unknown>> = {}, fail?: (path: string) => Error | null) =>
  renderApp(`/identities/${id}`, { state: rig, answers, ...(fail && { fail }) })
const cells = (...outcomes: readonly string[]) => ({ 'history.grid': { cells: outcomes.map((is, place) => ({ epoch: 50 + place, is })) } })

describe('history over epochs', () => {
  it('says each epoch in words, draws nothing where nobody looked, and sums them up', async () => {
    show(cells('published', 'not-seen', 'late', 'missed', 'published', 'banned', 'unknown', 'open'))
    const shown = await section('History over epochs')
    const said = (await within(shown).findAllByRole('listitem')).map((item) => item.getAttribute('title'))
    expect(said).toEqual([
      'Epoch 50: published',
      'Epoch 51: not observed',
      'Epoch 52: late',
      'Epoch 53: missed',
      'Epoch 54: published',
      'Epoch 55: banned',
      'Epoch 56: unknown',
      'Epoch 57: not over yet',
    ])
    const marks = within(shown)
      .getAllByRole('listitem')
      .map((item) => item.querySelector('use')?.getAttribute('href') ?? null)
    expect(marks).toEqual(['#m-published', null, '#m-late', '#m-missed', '#m-published', '#m-banned', '#m-unknown', '#m-queued'])
    expect(shown.textContent).toContain('2 published, 1 late, 1 missed, 1 banned, 1 not observed, 1 unknown and 1 not over yet.')
    expect(shown.textContent).toContain('nobody looked when it was decided')
  })

  it('says what is no longer kept, and what was paid', async () => {
    const grid = [
      { epoch: 50, is: 'forgotten' },
      { epoch: 51, is: 'late', paid: { layers: 2, total: '1500000000' } },
    ]
    show({ 'history.grid': { cells: grid } })
    const shown = await section('History over epochs')
    const said = (await within(shown).findAllByRole('listitem')).map((item) => item.getAttribute('title'))
    expect(said).toEqual(['Epoch 50: no longer kept', 'Epoch 51: late; paid 1.5 SMH in 2 layers'])
    expect(shown.textContent).toContain('No longer kept: there was too much to keep')
    expect(shown.textContent).not.toContain('nobody looked')
  })

  it('saves the epochs that are named as a file, page after page', async () => {
    const saved: Blob[] = []
    vi.stubGlobal(
      'URL',
      Object.assign(URL, { createObjectURL: (blob: Blob) => `blob:${saved.push(blob)}`, revokeObjectURL: () => undefined }),
    )
    const one = (epoch: number) => ({ epoch, is: 'published', atxs: [], proof: null, paid: null })
    const page = ({ before }: { readonly before?: number }) => ({
      epochs: before === 61 ? [one(60), one(59)] : [one(58)],
      more: before === 61,
    })
    const { user, calls } = show({ 'history.page': page })
    const shown = await section('History over epochs')
    await user.click(await within(shown).findByText('Export'))
    await user.type(within(shown).getByLabelText('To epoch'), 'x')
    expect(within(shown).queryByRole('button', { name: 'As CSV' })).toBeNull()
    await user.clear(within(shown).getByLabelText('To epoch'))
    await user.type(within(shown).getByLabelText('To epoch'), '60')
    await user.type(within(shown).getByLabelText('From epoch'), '58')
    await user.click(within(shown).getByRole('button', { name: 'As CSV' }))
    await vi.waitFor(() => expect(saved).toHaveLength(1))
    const lines = (await saved[0]?.text())?.split('\r\n')
    expect(lines?.slice(1).map((line) => line.split(',').slice(0, 2))).toEqual([
      ['60', 'published'],
      ['59', 'published'],
      ['58', 'published'],
      [''],
    ])
    const asked = calls.filter(({ path }) => path === 'history.page').map(({ input }) => input)
    expect(asked).toEqual([60, 58].map((last) => ({ id, limit: 100, from: 58, before: last === 60 ? 61 : 59 })))
  })

  it('shows two years first, and all on demand', async () => {
    const { user } = show(cells(...Array.from({ length: 30 }, () => 'published')))
    const shown = await section('History over epochs')
    expect(await within(shown).findAllByRole('listitem')).toHaveLength(24)
    await user.click(within(shown).getByRole('button', { name: 'Show 6 earlier epochs' }))
    expect(within(shown).getAllByRole('listitem')).toHaveLength(30)
  })

  it('tells in words that it is asked, that there is nothing, and that it can’t be read', async () => {
    show({ 'history.grid': new Promise(() => undefined), 'history.proofs': { proofs: [] } })
    expect((await section('History over epochs')).textContent).toContain('Looking up what is remembered…')
    expect(await within(await section('Proof speeds')).findByText('No proof was seen to be made yet.')).toBeTruthy()
    cleanup()
    show(cells())
    expect(await within(await section('History over epochs')).findByText(/No epoch is remembered yet/)).toBeTruthy()
    cleanup()
    let isBroken = true
    const unreadable = new CallFailure({ code: 'history_unreadable', message: '' })
    const { user } = show({}, (path) => (isBroken && path === 'history.grid' ? unreadable : null))
    const shown = await section('History over epochs')
    expect((await within(shown).findByRole('alert')).textContent).toContain('What is remembered can’t be read now')
    isBroken = false
    await user.click(within(shown).getByRole('button', { name: 'Try again' }))
    expect(await within(shown).findAllByRole('listitem')).toHaveLength(24)
  })
})

const proof = (epoch: number, part: object = {}) => ({
  epoch,
  began: 0,
  ended: 7_260_000,
  how: 'published',
  passes: 1,
  bytesPerSecond: 142_000_000,
  ...part,
})

describe('proof speeds', () => {
  it('draws what was seen, and says it in a sentence and in numbers', async () => {
    const proofs = [
      proof(61, { passes: 3, bytesPerSecond: 68_000_000 }),
      proof(60, { bytesPerSecond: null, ended: null, how: null }),
      proof(59),
    ]
    show({ 'history.proofs': { proofs } })
    const shown = await section('Proof speeds')
    const sentence = '2 proofs with a known speed: from 68 MB/s to 142 MB/s; the last, in epoch 61, 68 MB/s.'
    const chart = await within(shown).findByRole('img', { name: sentence })
    const bars = [...chart.querySelectorAll('rect')].map((bar) => bar.getAttribute('height'))
    expect(bars).toEqual(['64', '8', String((64 * 68) / 142)])
    expect([...chart.querySelectorAll('text')].map(({ textContent }) => textContent)).toEqual(['142 MB/s', '×3', '59', '61'])
    const rows = [...shown.querySelectorAll('tbody tr')].map((row) => [...row.children].map(({ textContent }) => textContent))
    expect(rows).toEqual([
      ['61', '68 MB/s', '3', '2 h 1 min', 'published'],
      ['60', 'unknown', '1', 'unknown', 'not ended yet'],
      ['59', '142 MB/s', '1', '2 h 1 min', 'published'],
    ])
  })

  it('draws no chart of speeds that nobody saw', async () => {
    show({ 'history.proofs': { proofs: [proof(61, { bytesPerSecond: null })] } })
    const shown = await section('Proof speeds')
    expect(await within(shown).findByText(/No speed is known/)).toBeTruthy()
    expect(within(shown).queryByRole('img')).toBeNull()
  })
})

describe('the strip of a row', () => {
  it('is asked for together, and says its epochs', async () => {
    keepView({ ...readView(null), columns: ['history'] })
    const { calls } = renderApp('/identities', { state: rig })
    const strips = await screen.findAllByRole('img', { name: /^The last 12 epochs: / })
    expect(strips.length).toBeGreaterThan(1)
    expect(strips[0]?.getAttribute('aria-label')).toBe(
      'The last 12 epochs: 7 published, 1 late, 1 not in a round, 1 not observed, 1 unknown and 1 not over yet.',
    )
    const asked = calls.filter(({ path }) => path === 'history.strips')
    expect(asked.map(({ input }) => (input as { readonly ids: readonly unknown[] }).ids.length)).toEqual([10])
  })
})

describe('all that is remembered', () => {
  it('is asked for when it is wanted, in pages, and says when nobody looked, each time once', async () => {
    const entry = (n: number) => ({ key: `k${n}`, at: galleryNow - n * 60_000, what: { is: 'ban-found', identity: id, name: `a${n}` } })
    const gap = (n: number, cause: string, until: number | null) => ({ node: null, cause, since: galleryNow - n * 60_000, until })
    const lasting = gap(25, 'killed', galleryNow - 12 * 60_000)
    const pages: Readonly<Record<string, unknown>> = {
      '': { entries: [entry(10), entry(20)], more: true, gaps: [gap(15, 'closed', galleryNow - 14 * 60_000), lasting], forgotten: null },
      k20: {
        entries: [entry(30)],
        more: false,
        gaps: [lasting, { ...gap(40, 'not-followed', null), node: 'home' }],
        forgotten: galleryNow - 50 * 60_000,
      },
    }
    const { user, calls } = show({ 'history.events': ({ before = '' }: { before?: string }) => pages[before] })
    const shown = await section('All that is remembered')
    // When nobody looked is told in the open; the rest waits.
    expect(within(shown).queryByRole('listitem')).toBeNull()
    expect(calls.filter(({ path }) => path === 'history.events')).toHaveLength(1)
    await user.click(within(shown).getByRole('button', { name: 'Show it' }))
    await user.click(await within(shown).findByRole('button', { name: 'Show earlier ones' }))
    await within(shown).findByText(/^a30 is banned/)
    const said = within(shown)
      .getAllByRole('listitem')
      .map(({ lastElementChild }) => lastElementChild?.textContent?.replaceAll(/\d\d:\d\d:\d\d/g, 'T'))
    expect(said).toEqual([
      'a10 is banned, for good',
      'Not observed from T to T: Smeshdesk was closed',
      'a20 is banned, for good',
      'Not observed from T to T: Smeshdesk was ended hard',
      'a30 is banned, for good',
      'Not observed at home since T: the node could not be followed',
    ])
    expect(shown.textContent).toContain('not everything is kept any more')
  })
})
