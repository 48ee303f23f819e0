import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { KeyRow } from '../../../electron/contract/model/key-copies.ts'
import {
  advised,
  found,
  inOrder,
  inventory,
  keyCopy,
  keyRow,
  keysOf,
  manyKeys,
  onlyCopy,
  tooFew,
  tooMany,
  unread,
} from '../../testing/key-copies.ts'
import { giveLayout, renderApp } from '../../testing/render-app.tsx'
import { rig } from '../../testing/scene-states.ts'

beforeEach(giveLayout)
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const show = async (rows: readonly KeyRow[], looked = inventory()) => {
  const app = renderApp('/keys', { state: { ...rig, keys: keysOf(rows), inventory: looked } })
  await screen.findByRole('heading', { name: 'Key copies', level: 1 })
  return app
}
const heads = () => screen.queryAllByRole('rowheader').map(({ textContent }) => textContent ?? '')

test('too many stand before too few, and all that is in order in the last row', async () => {
  await show([...inOrder, onlyCopy('diskD_post1'), ...tooMany])
  const first = heads()
  expect(first[0]).toMatch(/^diskE_post1.*Two nodes could load it/)
  expect(first.at(-1)).toMatch(/^6 identities in order/)
  expect(first.findIndex((said) => said.startsWith('diskD_post1'))).toBeGreaterThan(0)
  expect(screen.getByText(/^20 files of 9 identities: 2 need you, there is advice for 2\./)).toBeTruthy()
})

test('each file says whether a node would load it, and the one act leads where it can be mended', async () => {
  await show(tooMany)
  const old = screen.getByText('/data/home/identities/diskE_old.key').closest('tr')
  expect(within(old ?? document.body).getByText('home, at its next start')).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Go to home' }).getAttribute('href')).toBe('#/nodes/home')
  expect(screen.getByText('no, out of use')).toBeTruthy()
  expect(screen.getByText('is diskB_post1’s')).toBeTruthy()
})

test('a copy too few says in plain words how a backup is made, and a lost key that no file was found', async () => {
  await show(tooFew)
  expect(heads()[0]).toMatch(/^diskD_post1.*No file of its key was found/)
  expect(screen.getByText('No file')).toBeTruthy()
  expect(screen.getByText(/Copy the file to a disk that you keep elsewhere.*not end in \.key/)).toBeTruthy()
})

test('what is in order opens on request', async () => {
  const { user } = await show(inOrder)
  expect(screen.queryByText('/disks/diskA_post1/identity.key')).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Show 12 files' }))
  expect(screen.getByText('/disks/diskA_post1/identity.key')).toBeTruthy()
})

test('a folder that can’t be read is said, and with no row at all it is never called empty', async () => {
  await show([], unread)
  expect(screen.getByText('Not everything could be looked at')).toBeTruthy()
  expect(screen.getByText('This user may not read it')).toBeTruthy()
  expect(screen.getByText('Keys of attic lie on another computer')).toBeTruthy()
  expect(screen.queryByText('No key was found')).toBeNull()
})

test('where not everything could be looked at nothing is called in order but what was', async () => {
  await show(inOrder, unread)
  expect(screen.queryByText(/all in order/)).toBeNull()
  expect(screen.getByText(/nothing wrong in what could be looked at/)).toBeTruthy()
  expect(screen.getByText(/^In what could be looked at, each would be loaded by one node at most/)).toBeTruthy()
  cleanup()
  await show(inOrder)
  expect(screen.getByText(/all in order/)).toBeTruthy()
})

test('before the first look nothing is claimed', async () => {
  await show([], inventory({ lookedAt: null }))
  expect(screen.getByText('Nothing was looked at yet.')).toBeTruthy()
  expect(screen.queryByText('No key was found')).toBeNull()
})

test('a look is asked for, shows how far it is, and is stopped', async () => {
  const { user, calls, change } = await show(inOrder)
  await user.click(screen.getByRole('button', { name: 'Look now' }))
  change({ inventory: inventory({ looking: { done: 50, of: 1002 } }) })
  expect((await screen.findByRole('status', { name: '' })).textContent).toBe('50 of 1,002 folders looked at')
  await user.click(screen.getByRole('button', { name: 'Stop looking' }))
  change({ inventory: inventory({ stopped: true }) })
  expect(await screen.findByText(/The last look was stopped/)).toBeTruthy()
  expect(calls.map(({ path }) => path)).toEqual(['keys.look', 'keys.stopLooking'])
})

test('another folder is chosen in the browser of folders, and forgotten again', async () => {
  const { user, calls } = await show(inOrder, inventory({ added: ['/media/usb1/keys'] }))
  await user.click(screen.getByRole('button', { name: 'Look in another folder…' }))
  await user.click(await screen.findByRole('button', { name: /srv/ }))
  await user.click(await screen.findByRole('button', { name: 'Choose this folder' }))
  await user.click(screen.getByRole('button', { name: 'No longer look into /media/usb1/keys' }))
  const asked = calls.filter(({ path }) => path.startsWith('keys.'))
  expect(asked).toEqual([
    { path: 'keys.addFolder', input: { handle: 'h-srv' } },
    { path: 'keys.forgetFolder', input: { path: '/media/usb1/keys' } },
  ])
})

test('of a thousand keys some are drawn, the others when they are asked for', async () => {
  const { user } = await show(manyKeys(1000))
  const files = () => screen.getAllByText(/^\/data\/home\/identities\/disk_/).length
  expect([heads().length, files()]).toEqual([2, 50])
  await user.click(screen.getByRole('button', { name: 'Show 450 more' }))
  expect([heads().length, files()]).toEqual([2, 100])
  expect(screen.getAllByText(/^Copy the file to a disk/)).toHaveLength(1)
})

test('advice is told once for all that it is for, and calls nobody: what needs a person is a risk, and told as an alert', async () => {
  await show(advised)
  expect(screen.getByText(/: no key needs you, there is advice for 8\. /)).toBeTruthy()
  const [only, open, mixed] = heads()
  expect(only).toMatch(/^7 keysOne copy only/)
  expect(open).toMatch(/^2 keys2 files can be read by others/)
  expect(mixed).toMatch(/^diskB_post2.*Key and data disagree/)
  const line = screen.getAllByText('/data/home/identities/diskF_post2.key').map((path) => path.closest('td')?.textContent)
  expect(line).toEqual(Array(2).fill('diskF_post2/data/home/identities/diskF_post2.key'))
  // What is for one key alone shows all its copies.
  for (const path of ['/disks/diskB_post1/identity.key', '/data/home/identities/diskB_post2.key'])
    expect(screen.getByText(path)).toBeTruthy()
  cleanup()
  await show([keyRow('a', { checks: [found('key-nowhere', 'unknown', { folder: '/x' })], copies: [] }), ...advised])
  expect(screen.getByText(/: no key that is known needs you, of 1 not enough is known, there is advice for 8\. /)).toBeTruthy()
})

test('a second name of a file says so', async () => {
  const copies = [
    keyCopy('/data/home/identities/a.key', { place: 'loaded' }),
    keyCopy('/mnt/a.key', { sameAs: '/data/home/identities/a.key' }),
  ]
  await show([keyRow('a', { checks: [found('key-only-copy', 'warn', {})], copies })])
  expect(screen.getByText('the same file as /data/home/identities/a.key')).toBeTruthy()
  expect(screen.getByText(/^1 file of 1 identity: no key needs you, there is advice for 1\./)).toBeTruthy()
})
