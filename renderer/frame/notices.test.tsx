import { act, cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { State } from '../../electron/contract/state.ts'
import { giveLayout, renderApp } from '../testing/render-app.tsx'
import { rig } from '../testing/scene-states.ts'
import { alert } from '../testing/verdicts.ts'

const shown: { title: string; body: string | undefined; press: () => void }[] = []

/** A browser's notices, as far as the page uses them. */
const giveNotices = (permission: NotificationPermission, answer: NotificationPermission = permission) => {
  class Notice {
    static permission = permission
    static requestPermission = () => {
      Notice.permission = answer
      return Promise.resolve(answer)
    }
    onclick: (() => void) | null = null
    constructor(title: string, options: NotificationOptions) {
      shown.push({ title, body: options.body, press: () => this.onclick?.() })
    }
  }
  vi.stubGlobal('Notification', Notice)
}

beforeEach(() => {
  giveLayout()
  shown.length = 0
  vi.spyOn(document, 'hasFocus').mockReturnValue(false)
  vi.spyOn(window, 'focus').mockReturnValue()
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const ended = alert({ id: 'ended', words: 'node-ended', tone: 'bad', values: { node: 'home' }, route: '#/nodes/home', rank: 0 })
const due = alert({ id: 'due', words: 'due', tone: 'active', values: { name: 'a1' } })
const old = alert({ id: 'old', words: 'node-silent', tone: 'warn', values: { node: 'attic' }, rank: 5 })
const state: State = { ...rig, alerts: { old } }
const box = () => screen.findByRole('checkbox', { name: 'Desktop notifications, from this browser' })

it('is off until it is asked for, then calls once for what is new and needs a person, and leads there', async () => {
  giveNotices('default', 'granted')
  const { user, change } = renderApp('/settings', { state })
  await box()
  act(() => change({ alerts: { early: { ...ended, id: 'early' } } }))
  expect(shown).toEqual([])
  await user.click(await box())
  await waitFor(async () => expect(await box()).toHaveProperty('checked', true))
  expect(shown).toEqual([])
  act(() => change({ alerts: { due, ended } }))
  expect(shown.map(({ title }) => title)).toEqual(['home has ended.'])
  act(() => change({ alerts: { ended: { ...ended, rank: 1 } } }))
  expect(shown).toHaveLength(1)
  act(() => shown[0]?.press())
  expect(await screen.findByRole('heading', { name: 'Nodes', level: 1 })).toBeTruthy()
})

it('tells nothing of old alerts after a reload, and nothing that is read on the page', async () => {
  giveNotices('granted')
  localStorage.setItem('smeshdesk-notices', 'on')
  const { change } = renderApp('/settings', { state: { ...state, alerts: { old, ended } } })
  await box()
  expect(shown).toEqual([])
  vi.spyOn(document, 'hasFocus').mockReturnValue(true)
  act(() => change({ alerts: { more: { ...ended, id: 'more' } } }))
  expect(shown).toEqual([])
})

it('shares one notice among what came within a minute, and marks a simulation', async () => {
  giveNotices('granted')
  localStorage.setItem('smeshdesk-notices', 'on')
  const { change } = renderApp('/settings', { state: { ...state, rig: { ...rig.rig, kind: 'simulated' } } })
  await box()
  act(() => change({ alerts: { ended, two: { ...old, id: 'two' } } }))
  expect(shown).toHaveLength(1)
  expect(shown[0]?.title).toBe('Simulated: home has ended.')
  expect(shown[0]?.body).toContain('And 1 more alert.')
  act(() => change({ alerts: { three: { ...old, id: 'three' } } }))
  expect(shown).toHaveLength(1)
})

it('says why a browser calls nobody', async () => {
  giveNotices('denied')
  renderApp('/settings', { state })
  expect(await screen.findByText(/This browser shows no notifications of this page/)).toBeTruthy()
})
