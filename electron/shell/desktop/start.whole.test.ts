import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createApp } from '../../app.ts'
import { windowPreferences } from '../policy/index.ts'
import { startDesktop } from './start.ts'
import { fakeCore, fakeElectron } from './testing/fake-electron.ts'

let outputs = ''
beforeEach(async () => {
  outputs = await mkdtemp(join(tmpdir(), 'smeshdesk-desktop-'))
  await mkdir(join(outputs, 'renderer', 'assets'), { recursive: true })
  await writeFile(join(outputs, 'renderer', 'index.html'), '<h1>page</h1>')
  await writeFile(join(outputs, 'renderer', 'assets', 'a.js'), '1')
})
afterEach(() => rm(outputs, { recursive: true, force: true }))

const start = async (fake = fakeElectron({ outputs }), core = fakeCore()) => {
  await startDesktop({
    electron: fake.electron,
    startCore: async () => core,
    argv: ['--profile', join(outputs, 'profile')],
    unhandled: { on: () => undefined },
    signals: fake.signals,
    outputs,
  })
  return { ...fake, core }
}

test('sandbox, scheme, own folder and lock come before ready; then the page is opened', async () => {
  const { steps } = await start()
  expect(steps.filter((step) => step !== 'menu' && !step.startsWith('tray'))).toEqual([
    'sandbox',
    'scheme app',
    `userData=${join(outputs, 'profile', 'window')}`,
    'lock',
    'ready',
    'load app://ui/index.html',
  ])
})

test('keeps the computer awake by the window’s own means, until it is told', async () => {
  const fake = fakeElectron({ outputs })
  const told: { keepAwake?: (() => () => void) | undefined } = {}
  await startDesktop({
    electron: fake.electron,
    startCore: async ({ platform }) => {
      told.keepAwake = platform.keepAwake
      return fakeCore()
    },
    argv: ['--profile', join(outputs, 'profile')],
    unhandled: { on: () => undefined },
    signals: fake.signals,
    outputs,
  })
  const release = told.keepAwake?.()
  release?.()
  expect(fake.steps.slice(-2)).toEqual(['awake prevent-app-suspension', 'asleep 4'])
})

test('the window has exactly the stated preferences and one preload script', async () => {
  const { windows } = await start()
  expect(windows.map((options) => options?.webPreferences)).toEqual([
    { ...windowPreferences, preload: join(outputs, 'preload', 'preload.cjs') },
  ])
  expect(windows[0]).toMatchObject({ show: false, backgroundColor: '#131517' })
})

test('a second start leaves at once; the first comes to the front', async () => {
  const second = await start(fakeElectron({ outputs, lock: false }))
  expect(second.steps.at(-1)).toBe('quit')
  expect(second.windows).toEqual([])
  const { app, steps } = await start()
  app.emit('second-instance')
  expect(steps.slice(-3)).toEqual(['restore', 'show', 'focus'])
})

test('the scheme answers our page’s files and nothing else', async () => {
  const { answers } = await start()
  const ask = (url: string, method = 'GET') => answers.protocol?.({ method, url })
  const page = ask('app://ui/index.html')
  expect([page?.status, await page?.text(), page?.headers.get('content-type')]).toEqual([200, '<h1>page</h1>', 'text/html; charset=utf-8'])
  expect(page?.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(ask('app://ui/assets/a.js?x#y')?.status).toBe(200)
  expect(await ask('app://ui/', 'HEAD')?.text()).toBe('')
  for (const url of [
    'app://ui/../package.json',
    'app://ui/%2e%2e/%2e%2e/etc/passwd',
    'app://ui/assets',
    'app://ui/assets/%61.js',
    'app://evil/index.html',
    'app://ui/constructor',
  ])
    expect(ask(url)?.status, url).toBe(404)
  expect(ask('app://ui/index.html', 'POST')?.status).toBe(405)
})

test('folders and programs can be chosen in the window: the app as it is started there says what stands where', async () => {
  const ending: (() => Promise<void>)[] = []
  const chosen: unknown[] = []
  await startDesktop({
    electron: fakeElectron({ outputs }).electron,
    startCore: async (options) => {
      const core = await createApp(options)
      const { folders, door } = core.handlers
      const context = { signal: new AbortController().signal, connection: {} }
      const { entry } = await folders.named({ text: outputs, kind: 'folder' }, context)
      const roots = await folders.roots(null, context)
      const draft = await door.readNode({ arguments: ['-d', outputs], program: null, dataFolder: null }, context)
      chosen.push(options.platform.host, entry?.path, roots.length > 0, draft.dataFolder?.path)
      ending.push(() => core.close())
      return core
    },
    argv: ['--profile', join(outputs, 'profile')],
    unhandled: { on: () => undefined },
    signals: { on: () => undefined },
    outputs,
  })
  for (const end of ending) await end()
  expect(chosen).toEqual(['desktop', outputs, true, outputs])
})

test('the contents stay on our page', async () => {
  const { contents, answers, openExternal } = await start()
  const tries = ['will-navigate', 'will-frame-navigate', 'will-redirect'].flatMap((name) =>
    ['https://evil.test/', 'app://ui.evil.test/', 'file:///etc/passwd', 'app://ui/index.html'].map((url) => ({ name, url })),
  )
  for (const { name, url } of tries) {
    const event = { url, preventDefault: vi.fn() }
    contents.emit(name, event)
    expect(event.preventDefault, `${name} ${url}`).toHaveBeenCalledTimes(url === 'app://ui/index.html' ? 0 : 1)
  }
  const webview = { preventDefault: vi.fn() }
  contents.emit('will-attach-webview', webview)
  expect(webview.preventDefault).toHaveBeenCalledOnce()
  expect(answers.open?.({ url: 'https://github.com/x' })).toEqual({ action: 'deny' })
  expect(answers.open?.({ url: 'file:///etc/passwd' })).toEqual({ action: 'deny' })
  expect(openExternal.mock.calls).toEqual([['https://github.com/x']])
})

test('both permission questions are answered by the policy', async () => {
  const { answers, contents } = await start()
  const given: boolean[] = []
  const withUrl = Object.assign(contents, { getURL: () => 'app://ui/index.html' })
  for (const [permission, requestingUrl] of [
    ['clipboard-sanitized-write', undefined],
    ['media', undefined],
    ['clipboard-sanitized-write', 'https://evil.test/'],
  ])
    answers.request?.(withUrl, permission, (yes: boolean) => given.push(yes), { requestingUrl })
  expect(given).toEqual([true, false, false])
  expect(answers.check?.(null, 'clipboard-sanitized-write', 'app://ui')).toBe(true)
  expect(answers.check?.(null, 'media', 'app://ui')).toBe(false)
})

test('quitting waits for the core, and a failed start is said and ends with 1', async () => {
  const { app, core, steps } = await start()
  const event = { preventDefault: vi.fn() }
  app.emit('will-quit', event)
  expect(event.preventDefault).toHaveBeenCalledOnce()
  await vi.waitFor(() => expect(steps.at(-1)).toBe('exit 0'))
  expect(core.close).toHaveBeenCalledOnce()
  const fake = fakeElectron({ outputs })
  const silent = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  await startDesktop({
    electron: fake.electron,
    startCore: () => Promise.reject(new Error('the profile is open elsewhere')),
    argv: ['--profile', join(outputs, 'profile')],
    unhandled: { on: () => undefined },
    signals: { on: () => undefined },
    outputs: join(outputs, 'x'),
  })
  silent.mockRestore()
  expect(fake.steps.slice(-2)).toEqual(['error the profile is open elsewhere', 'exit 1'])
})

test.each([
  ['SIGTERM', (fake: ReturnType<typeof fakeElectron>) => fake.signals.emit('SIGTERM')],
  ['a terminal that is closed', (fake: ReturnType<typeof fakeElectron>) => fake.signals.emit('SIGHUP')],
  ['log-out on Windows', (fake: ReturnType<typeof fakeElectron>) => fake.window.it?.emit('session-end')],
  ['Cmd+Q, a tray, an update that installs itself: each by the app’s own quit', (fake: ReturnType<typeof fakeElectron>) => fake.app.quit()],
  ['the last window that closes', (fake: ReturnType<typeof fakeElectron>) => fake.app.emit('window-all-closed')],
])('%s quits, and nothing cuts the closing short: it is waited for, once, however often the end is asked for', async (_how, ask) => {
  const closing = Promise.withResolvers<void>()
  const core = { ...fakeCore(), close: vi.fn(() => closing.promise) }
  const silent = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const { steps, app, ...fake } = await start(fakeElectron({ outputs }), core)
  ask({ ...fake, steps, app })
  await vi.waitFor(() => expect(steps).toContain('quit'))
  for (let n = 0; n < 3; n += 1) {
    const event = { preventDefault: vi.fn() }
    app.emit('will-quit', event)
    expect(event.preventDefault).toHaveBeenCalledOnce()
    fake.signals.emit('SIGTERM')
  }
  expect(steps.filter((step) => step.startsWith('exit'))).toEqual([])
  closing.resolve()
  await vi.waitFor(() => expect(steps.at(-1)).toBe('exit 0'))
  silent.mockRestore()
  expect(core.close).toHaveBeenCalledOnce()
  expect(steps.filter((step) => step.startsWith('exit'))).toEqual(['exit 0'])
})

const press = (fake: ReturnType<typeof fakeElectron>) => {
  const event = { preventDefault: vi.fn() }
  fake.window.it?.emit('close', event)
  return event.preventDefault
}

test('the close button asks once, in the tray or at the end, and does so from then on', async () => {
  const core = fakeCore('ask')
  const fake = await start(fakeElectron({ outputs }), core)
  expect(press(fake)).toHaveBeenCalledOnce()
  press(fake)
  await vi.waitFor(() => expect(fake.steps.filter((step) => step === 'asked')).toHaveLength(1))
  expect([core.kept, fake.steps.includes('hide')]).toEqual([[], false])
  fake.answers.box = 0
  await vi.waitFor(() => {
    press(fake)
    expect(core.kept).toEqual(['tray'])
  })
  expect(fake.steps.at(-1)).toBe('hide')
  const asked = fake.steps.filter((step) => step === 'asked').length
  expect(press(fake)).toHaveBeenCalledOnce()
  expect(fake.steps.filter((step) => step === 'asked')).toHaveLength(asked)
  const open = fake.answers.menu?.find(({ label }) => label === 'Open Smeshdesk')
  open?.click?.()
  expect(fake.steps.slice(-2)).toEqual(['show', 'focus'])
})

test('who chose the end, who quits, and a desktop without a tray close the window', async () => {
  expect(press(await start(fakeElectron({ outputs }), fakeCore('quit')))).not.toHaveBeenCalled()
  const quits = await start(fakeElectron({ outputs }), fakeCore('tray'))
  quits.app.emit('before-quit')
  expect(press(quits)).not.toHaveBeenCalled()
  const silent = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  expect(press(await start(fakeElectron({ outputs, tray: false }), fakeCore('tray')))).not.toHaveBeenCalled()
  silent.mockRestore()
})
