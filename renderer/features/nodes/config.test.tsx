import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { AppError } from '../../../electron/contract/errors.ts'
import { configAnswers, configLook } from '../../testing/config-scenes.ts'
import { giveLayout, renderApp } from '../../testing/render-app.tsx'
import { rig } from '../../testing/scene-states.ts'
import { shownValue, typedValue } from './config-form.ts'

beforeEach(giveLayout)
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const show = async (answers: Readonly<Record<string, unknown>> = {}, fail?: (path: string) => Error | null) => {
  const rendered = renderApp('/nodes/home/config', { state: rig, answers: { ...configAnswers, ...answers }, ...(fail && { fail }) })
  await screen.findByRole('heading', { name: 'Config of home' })
  return rendered
}

it('asks what a change would come to, shows it as a diff with what speaks against it, and writes that', async () => {
  const { user, calls } = await show()
  const listener = await screen.findByLabelText('api.grpc-post-listener')
  await user.clear(listener)
  await user.type(listener, '127.0.0.1:0')
  const change = await screen.findByRole('region', { name: 'What changes' })
  await within(change).findByText(/another port at each start/)
  expect(change.textContent).toContain('"grpc-post-listener": "127.0.0.1:0"')
  await user.click(within(change).getByRole('button', { name: 'Write it' }))
  expect(calls.find(({ path }) => path === 'config.write')?.input).toEqual({
    name: 'home',
    hash: 'aa11',
    edits: [{ path: 'api.grpc-post-listener', value: '"127.0.0.1:0"' }],
  })
})

it('nothing is written while nothing differs, or a value can’t be so', async () => {
  const { user, calls } = await show({ 'config.propose': { ...configAnswers['config.propose'], wrong: ['api.grpc-post-listener'] } })
  await user.click(await screen.findByRole('button', { name: /Write it/ }))
  await user.type(await screen.findByLabelText('api.grpc-post-listener'), 'x')
  await screen.findByText('host:port, such as 127.0.0.1:9094.')
  await user.click(screen.getByRole('button', { name: /Write it/ }))
  expect(calls.some(({ path }) => path === 'config.write')).toBe(false)
})

it('keys that nobody here knows are shown, and said to be kept', async () => {
  await show()
  await screen.findByText('1 key unknown to us')
  expect(screen.getByText('{ "a": [1, 2] }', { normalizer: (said) => said.replace(/\s+/g, ' ') })).toBeTruthy()
})

it('a file that somebody else wrote meanwhile is not written over: it is read again', async () => {
  const { user, calls } = await show({}, (path) => (path === 'config.propose' ? new AppError('file_changed') : null))
  await user.type(await screen.findByLabelText('api.grpc-post-listener'), '5')
  await user.click(await screen.findByRole('button', { name: 'Read the file again' }))
  await waitFor(() => expect(calls.filter(({ path }) => path === 'config.look')).toHaveLength(2))
})

it('what can’t be changed without loss is refused with its place', async () => {
  await show({ 'config.look': configLook({ refused: { why: 'comments', detail: '12' }, settings: [] }) })
  await screen.findByText(/It has a comment in line 12/)
  expect(screen.queryByRole('button', { name: /Write it/ })).toBeNull()
})

it('a version is compared first, then put back', async () => {
  const { user, calls } = await show()
  await user.click(await screen.findByRole('button', { name: 'Compare' }))
  await user.click(await screen.findByRole('button', { name: 'Go back to it' }))
  expect(calls.find(({ path }) => path === 'config.goBack')?.input).toMatchObject({ name: 'home', hash: 'aa11' })
})

it.each([
  ['text', '"a"', 'a'],
  ['listener', '"127.0.0.1:1"', '127.0.0.1:1'],
  ['list', '["a","b"]', 'a, b'],
  ['truth', 'true', 'true'],
  ['whole', '12', '12'],
  ['poets', '[{"address":"a"}]', '[{"address":"a"}]'],
] as const)('a %s stands in its field as a person reads it, and comes back as it was', (kind, json, shown) => {
  expect(shownValue(kind, json)).toBe(shown)
  expect(typedValue(kind, shown)).toBe(json)
  expect(typedValue(kind, '  ')).toBeNull()
})
