import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { NoticeTarget } from '../../../electron/contract/model/notice.ts'
import { giveLayout, renderApp } from '../../testing/render-app.tsx'
import { galleryNow } from '../../testing/rig.ts'
import { instant } from '../../testing/rows.ts'
import { rig } from '../../testing/scene-states.ts'
import { missing, wayOf } from './target-draft.ts'

beforeEach(giveLayout)
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  delete document.documentElement.dataset.theme
})

const phone: NoticeTarget = {
  name: 'phone',
  on: true,
  threshold: 'needs',
  over: false,
  kind: 'ntfy',
  host: 'ntfy.example',
  failed: { at: instant(galleryNow - 240_000), why: 'HTTP 403' },
}
const own = { ...rig, rig: { ...rig.rig, host: 'desktop' as const } }
const open = (options: Partial<Parameters<typeof renderApp>[1]> = {}, route = '/settings') => renderApp(route, { state: rig, ...options })
const called = (calls: readonly { path: string; input: unknown }[], path: string) => calls.filter((one) => one.path === path)

it('is reached from the rail and by keys, and every part has its place', async () => {
  const { user } = open({}, '/nodes')
  await screen.findByRole('heading', { name: 'Nodes', level: 1 })
  await user.keyboard('gs')
  expect(await screen.findByRole('heading', { name: 'Settings', level: 1 })).toBeTruthy()
  const parts = within(screen.getByRole('navigation', { name: 'Parts of the settings' }))
  for (const link of parts.getAllByRole('link').map(({ textContent }) => textContent ?? ''))
    if (link !== 'Stay awake') expect(await screen.findByRole('region', { name: link })).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Settings' }).getAttribute('aria-current')).toBe('page')
})

it('keeps look and times in this browser, shows them at once, and takes them back', async () => {
  const { user } = open()
  await user.click(await screen.findByRole('radio', { name: 'Dark' }))
  expect([document.documentElement.dataset.theme, localStorage.getItem('smeshdesk-look')]).toEqual(['dark', 'dark'])
  expect(screen.getByRole('button', { name: 'Look: Dark. Change it' })).toBeTruthy()
  await user.click(screen.getByRole('radio', { name: 'As the system' }))
  expect([document.documentElement.dataset.theme, localStorage.getItem('smeshdesk-look')]).toEqual([undefined, null])
  await user.click(screen.getByRole('radio', { name: 'UTC' }))
  expect(localStorage.getItem('smeshdesk-times')).toBe('utc')
})

it('shows who is told and whether it arrived; changes, tests and removes by keys', async () => {
  const { user, calls } = open({ answers: { 'notices.targets': { targets: [phone], canDesktop: false } } })
  const row = within(await screen.findByRole('group', { name: 'phone' }))
  expect(row.getByText('ntfy, ntfy.example')).toBeTruthy()
  expect(row.getByText('Not taken 4 min ago: HTTP 403.')).toBeTruthy()
  await user.selectOptions(row.getByRole('combobox', { name: 'What phone is told' }), 'red')
  await waitFor(() => expect(called(calls, 'notices.setTarget')).toHaveLength(1))
  expect(called(calls, 'notices.setTarget')[0]?.input).toEqual({
    name: 'phone',
    target: { name: 'phone', on: true, threshold: 'red', over: false, way: null },
  })
  const again = within(await screen.findByRole('group', { name: 'phone' }))
  again.getByRole('button', { name: 'Send phone a test' }).focus()
  await user.keyboard('{Enter}')
  expect(await again.findByText('Taken, answered 204.')).toBeTruthy()
  await user.click(again.getByRole('button', { name: 'Remove phone' }))
  await waitFor(() => expect(called(calls, 'notices.removeTarget')).toEqual([{ path: 'notices.removeTarget', input: { name: 'phone' } }]))
})

it('tells exactly what came back where a test was not taken', async () => {
  const { user } = open({
    answers: {
      'notices.targets': { targets: [phone], canDesktop: false },
      'notices.tryTarget': { answer: '403', failed: 'HTTP 403', said: 'forbidden' },
    },
  })
  await user.click(await screen.findByRole('button', { name: 'Send phone a test' }))
  expect(await screen.findByText('Not taken: HTTP 403. It says: “forbidden”')).toBeTruthy()
})

it('adds a mail target: what is missing is said, the password is dots, and nothing of it stays on the page', async () => {
  const { user, calls } = open()
  await user.click(await screen.findByText('Tell somebody else'))
  const give = async (label: string, text: string) => {
    await user.click(screen.getByLabelText(label))
    await user.paste(text)
  }
  await give('Server', 'mail.example:465')
  await user.click(screen.getByRole('button', { name: 'Add it' }))
  expect(called(calls, 'notices.setTarget')).toEqual([])
  expect(screen.getByText('Fill in all that is not optional.')).toBeTruthy()
  await give('User, optional', 'anna')
  await give('Password, optional', 'secret')
  expect(screen.getByLabelText('Password, optional').getAttribute('type')).toBe('password')
  await give('From', 'a@b.example')
  await give('To', 'c@d.example')
  await user.click(screen.getByRole('button', { name: 'Add it' }))
  await waitFor(() => expect(called(calls, 'notices.setTarget')).toHaveLength(1))
  const way = {
    kind: 'mail',
    server: 'mail.example:465',
    tls: 'implicit',
    user: 'anna',
    password: 'secret',
    from: 'a@b.example',
    to: 'c@d.example',
  }
  expect(called(calls, 'notices.setTarget')[0]?.input).toEqual({
    name: null,
    target: { name: 'E-mail 2', on: true, threshold: 'needs', over: true, way },
  })
  await waitFor(() => expect(screen.getByLabelText('Password, optional')).toHaveProperty('value', ''))
})

it('takes only what can be sent to', () => {
  expect(missing({ kind: 'json', typed: { address: 'ftp://x' }, name: 'a' }, [])).toBe('This is no http or https address.')
  expect(missing({ kind: 'json', typed: { address: ' https://x ' }, name: 'a' }, ['A'])).toBe('There is one of this name already.')
  expect(missing({ kind: 'json', typed: { address: 'https://x' }, name: '/a' }, [])).toMatch(/^Letters/)
  expect(missing({ kind: 'ntfy', typed: { address: 'https://x/t' }, name: 'a' }, [])).toBeNull()
  expect(wayOf('ntfy', { address: ' https://x/t ', token: '' }, 'implicit')).toEqual({ kind: 'ntfy', address: 'https://x/t', token: null })
  expect(wayOf('telegram', { token: '1:A ', chat: ' 7' }, 'implicit')).toMatchObject({ token: '1:A', chat: '7' })
})

it('in its own window: desktop notices are the window’s, and the close button is chosen here', async () => {
  const { user, calls } = open({ state: own, answers: { 'notices.targets': { targets: [], canDesktop: true } } })
  await user.click(await screen.findByRole('checkbox', { name: 'Desktop notifications, while Smeshdesk runs' }))
  await waitFor(() =>
    expect(called(calls, 'notices.setTarget')[0]?.input).toMatchObject({ name: null, target: { on: true, way: { kind: 'desktop' } } }),
  )
  await user.click(await screen.findByRole('radio', { name: 'Keep in the tray' }))
  await waitFor(() => expect(called(calls, 'choices.setClosing')[0]?.input).toEqual({ closing: 'tray' }))
})

it('says in a browser that closing ends nothing, how to get in from elsewhere, where all lies, and copies it', async () => {
  const { user } = open()
  expect(await screen.findByText(/Closing this page ends nothing/)).toBeTruthy()
  expect(screen.getByText(/ssh -L \d+:127\.0\.0\.1:\d+ YOU@BOX/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '/home/you/.local/share/smeshdesk copy the path' }))
  await waitFor(async () => expect(await navigator.clipboard.readText()).toBe('/home/you/.local/share/smeshdesk'))
})
