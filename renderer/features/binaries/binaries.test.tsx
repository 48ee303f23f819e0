import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { BinaryRow, BinaryStore } from '../../../electron/contract/model/binaries.ts'
import { binaryRow, binaryRows, binaryStore, changedProver, rowsOf } from '../../testing/binaries.ts'
import { giveLayout, renderApp } from '../../testing/render-app.tsx'
import { emptyState, galleryNow } from '../../testing/rig.ts'
import { idOf } from '../../testing/rows.ts'
import { rig } from '../../testing/scene-states.ts'
import { entriesOf } from '../palette/entries.ts'

beforeEach(giveLayout)
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const show = async (rows: readonly BinaryRow[] = binaryRows, store: BinaryStore | null = binaryStore(), part = {}) => {
  const app = renderApp('/binaries', { state: { ...rig, binaries: rowsOf(rows), store, ...part } })
  await screen.findByRole('heading', { name: 'Binaries', level: 1 })
  return app
}
const rowWith = (name: string): HTMLElement => {
  const found = screen.getAllByRole('row').find((row) => row.textContent?.startsWith(name))
  if (found === undefined) throw new Error(name)
  return found
}

test('every version stands under its tool, with its check, its sum, its source and its users', async () => {
  await show()
  expect(screen.getAllByRole('rowheader').map(({ textContent }) => textContent)).toEqual([
    'go-spacemesh the node',
    'post-service makes the proofs, one runs per identity',
    'postcli makes and checks PoST data',
  ])
  expect(screen.getByText('6 programs. Each is hashed before every start; 1 is not the file that it was.')).toBeTruthy()
  const newest = rowWith('1.7.6')
  expect(newest.textContent).toMatch(/113 MiB.*Pinned.*archive go-spacemesh-v1\.7\.6-linux-amd64\.zip.*taken in .*home.*1 runs now/)
  expect(rowWith('1.6.8').textContent).toMatch(/nobodyway back of home/)
  expect(within(rowWith('1.6.8')).getByText('older than 1.7.6, which its makers advise')).toBeTruthy()
  expect(rowWith('a program of your own').textContent).toMatch(
    /Unverifiedat its first start\/opt\/smesher\/go-spacemeshnot started yetattic/,
  )
  expect(within(rowWith('0.7.13')).getByText('Verified')).toBeTruthy()
  expect(within(rowWith('0.12.9')).getByText('/mnt/usb starts no programs (noexec)')).toBeTruthy()
})

test('a changed file shows both sums, and a person takes for right exactly what was shown', async () => {
  const { user, calls, change } = await show()
  const part = screen.getByRole('region', { name: 'post-service 0.8.5' })
  expect(part.textContent).toMatch(/Was.*On disk now.*post-service, 5\.94 MiB.*diskE_post1: keeps what it has loaded/)
  await user.click(within(part).getByRole('button', { name: 'Take it for right…' }))
  // It changes once more while the person reads.
  const now = changedProver.changed
  change({ binaries: { [changedProver.key]: { ...changedProver, changed: now && { ...now, sha256: idOf('yet another') } } } })
  await user.click(screen.getByRole('button', { name: 'Take it for right' }))
  expect(calls.find(({ path }) => path === 'binaries.accept')?.input).toEqual({ key: 'post-service@0.8.5', sha256: idOf('something else') })
})

test('an entry gets another version, goes back, and an unused one is removed, each by an act that says what follows', async () => {
  const { user, calls } = await show()
  const asked = (path: string) => calls.find((call) => call.path === path)?.input
  await user.click(within(rowWith('1.6.8')).getByRole('button', { name: 'Use for…' }))
  const dialog = screen.getByRole('dialog', { name: 'Use go-spacemesh 1.6.8 for' })
  expect(within(dialog).getByText('now go-spacemesh 1.7.6')).toBeTruthy()
  await user.click(within(dialog).getAllByRole('button', { name: 'Use it' })[0] as HTMLElement)
  expect(asked('binaries.use')).toEqual({ tool: 'go-spacemesh', version: '1.6.8', kind: 'node', name: 'home' })
  await user.click(within(dialog).getByRole('button', { name: 'Close' }))

  await user.click(within(rowWith('1.7.6')).getByLabelText('More about go-spacemesh 1.7.6'))
  await user.click(within(rowWith('1.7.6')).getByRole('button', { name: 'Take home back to go-spacemesh 1.6.8…' }))
  expect(screen.getByText(/An older node may refuse a database/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Take it back' }))
  expect(asked('binaries.rollBack')).toEqual({ kind: 'node', name: 'home' })

  await user.click(within(rowWith('0.12.9')).getByRole('button', { name: 'Remove…' }))
  await user.click(screen.getByRole('button', { name: 'Remove it' }))
  expect(asked('binaries.remove')).toEqual({ tool: 'postcli', version: '0.12.9' })
  expect(within(rowWith('0.7.13')).queryByRole('button', { name: 'Remove…' })).toBeNull()
})

test('an address is added once it is one, with what its name says of itself', async () => {
  const { user, calls } = await show([binaryRow()])
  await user.click(screen.getByRole('button', { name: 'Add from address…' }))
  const dialog = screen.getByRole('dialog')
  const add = within(dialog).getByRole('button', { name: 'Add it' })
  await user.type(within(dialog).getByLabelText('Address'), 'http://a.example/x.zip')
  expect(within(dialog).getByText('This is no https address.')).toBeTruthy()
  expect(add.getAttribute('aria-disabled')).toBe('true')
  await user.clear(within(dialog).getByLabelText('Address'))
  await user.click(within(dialog).getByLabelText('Address'))
  await user.paste('https://a.example/go-spacemesh-v1.7.6-linux-amd64.zip')
  expect((within(dialog).getByLabelText('Version') as HTMLInputElement).value).toBe('1.7.6')
  expect(within(dialog).getByText('This version is in the store already.')).toBeTruthy()
  await user.clear(within(dialog).getByLabelText('Version'))
  await user.type(within(dialog).getByLabelText('Version'), '1.7.7')
  await user.click(add)
  expect(calls.find(({ path }) => path === 'binaries.add')?.input).toEqual({
    tool: 'go-spacemesh',
    version: '1.7.7',
    from: { is: 'url', url: 'https://a.example/go-spacemesh-v1.7.6-linux-amd64.zip' },
  })
})

test('what is being taken in shows how far it is and can be ended; what failed says why', async () => {
  const taking = { tool: 'postcli', version: '1.0.0', step: 'fetching', done: 50 as never, of: 100 as never, failed: null } as const
  const { user, calls, change } = await show([binaryRow()], binaryStore({ taking }))
  expect(screen.getByRole('img', { name: 'postcli 1.0.0 is being fetched' })).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(calls.some(({ path }) => path === 'binaries.cancel')).toBe(true)
  const failed = { code: 'archive_refused', said: '["archive-ratio","libpost.so"]' }
  change({ store: binaryStore({ taking: { ...taking, step: 'failed', failed } }) })
  expect((await screen.findByRole('alert')).textContent).toContain('libpost.so would grow more than two hundred times')
})

test('an unread book is never taken for an empty store, and the playground’s programs can’t be changed', async () => {
  await show([], binaryStore({ unread: '/p/book.json' }))
  expect(screen.getByText('/p/book.json can’t be read, so nothing is started.')).toBeTruthy()
  expect(screen.queryByText('No program is known')).toBeNull()
  cleanup()
  await show([binaryRow()], binaryStore(), { rig: { ...rig.rig, editable: false } })
  expect(screen.queryByRole('button', { name: 'Use for…' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Add from archive…' })).toBeNull()
})

test('before there is a rig a version can be added already', async () => {
  renderApp('/binaries', { state: { ...emptyState } })
  await screen.findByRole('heading', { name: 'Binaries', level: 1 })
  expect(screen.getByText('No program is known')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Add from folder…' })).toBeTruthy()
})

test('another version for an entry is one line of the palette; what asks first is not', () => {
  const said = entriesOf({ ...rig, binaries: rowsOf(binaryRows) }, galleryNow).map((entry) => entry.said)
  expect(said).toContain('go-spacemesh 1.6.8: use it for home')
  expect(said).not.toContain('go-spacemesh 1.7.6: use it for home')
  expect(said.filter((line) => line.startsWith('postcli'))).toEqual([])
})
