import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  answerHeaders,
  contentSecurityPolicy,
  externalLink,
  fuses,
  isOurWindow,
  isOwnHost,
  isOwnOrigin,
  isOwnPage,
  mayNavigate,
  mayUse,
  onNewWindow,
  parsePublicOrigin,
  windowPreferences,
} from './index.ts'

describe('hosts', () => {
  test.each([
    ['127.0.0.1:4100', true],
    ['127.0.0.1', true],
    ['LOCALHOST:4100', true],
    ['[::1]:4100', true],
    ['evil.test:4100', false],
    ['127.0.0.1.evil.test', false],
    ['127.0.0.1@evil.test', false],
    ['127.0.0.2', false],
    ['localhost.', false],
    ['evil.test#127.0.0.1', false],
    ['', false],
    [undefined, false],
  ])('%s is our host: %s', (host, own) => expect(isOwnHost(host, null)).toBe(own))

  test('a named public origin adds exactly its host', () => {
    expect(isOwnHost('rig.example', 'https://rig.example')).toBe(true)
    expect(isOwnHost('rig.example:8443', 'https://rig.example')).toBe(false)
    expect(isOwnHost('x.rig.example', 'https://rig.example')).toBe(false)
  })

  test.each([
    ['http://127.0.0.1:4100', '127.0.0.1:4100', true],
    ['http://127.0.0.1:4101', '127.0.0.1:4100', false],
    ['http://localhost:4100', '127.0.0.1:4100', false],
    ['https://127.0.0.1:4100', '127.0.0.1:4100', false],
    ['null', '127.0.0.1:4100', false],
    [undefined, '127.0.0.1:4100', false],
    ['https://rig.example', 'rig.example', true],
    ['http://rig.example', 'rig.example', true],
    ['https://rig.example', '127.0.0.1:4100', false],
  ])('a socket from %s to %s is let in: %s', (origin, host, own) => expect(isOwnOrigin(origin, host, 'https://rig.example')).toBe(own))

  test.each([
    ['https://rig.example', 'https://rig.example'],
    ['https://rig.example/', 'https://rig.example'],
    ['https://rig.example:8443', 'https://rig.example:8443'],
    ['http://rig.example', null],
    ['https://rig.example/path', null],
    ['https://user@rig.example', null],
    ['rig.example', null],
  ])('public origin %s reads as %s', (text, origin) => expect(parsePublicOrigin(text)).toBe(origin))
})

describe('pages', () => {
  test.each([
    ['app://ui/index.html', true],
    ['app://ui/', true],
    ['app://ui.evil.test/', false],
    ['app://ui@evil.test/', false],
    ['app://ui:8080/', false],
    ['app://evil/ui', false],
    ['file:///index.html', false],
    ['https://ui/', false],
    ['javascript:alert(1)', false],
    ['about:blank', false],
    ['', false],
  ])('%s is a page of ours: %s', (address, own) => {
    expect(isOwnPage(address)).toBe(own)
    expect(mayNavigate(address)).toBe(own)
  })

  test('a message counts only from our window’s top frame on our page', () => {
    const good = { contentsId: 7, isTopFrame: true, url: 'app://ui/index.html' }
    expect(isOurWindow(good, 7)).toBe(true)
    for (const forged of [
      { ...good, contentsId: 8 },
      { ...good, isTopFrame: false },
      { ...good, url: null },
      { ...good, url: 'app://uix/' },
    ])
      expect(isOurWindow(forged, 7)).toBe(false)
  })

  test('only the clipboard may be written and a notice shown, and only by our page', () => {
    expect(mayUse('notifications', 'app://ui/index.html')).toBe(true)
    expect(mayUse('notifications', 'https://evil.test/')).toBe(false)
    expect(mayUse('clipboard-sanitized-write', 'app://ui/index.html')).toBe(true)
    expect(mayUse('clipboard-sanitized-write', 'https://evil.test/')).toBe(false)
    for (const permission of ['clipboard-read', 'media', 'geolocation', 'openExternal', 'fileSystem', 'hid', 'unknown'])
      expect(mayUse(permission, 'app://ui/')).toBe(false)
  })
})

test.each([
  ['https://github.com/spacemeshos/go-spacemesh', 'https://github.com/spacemeshos/go-spacemesh'],
  ['https://GitHub.com/x', 'https://github.com/x'],
  ['http://github.com/', null],
  ['https://github.com:444/', null],
  ['https://github.com.evil.test/', null],
  ['https://gist.github.com/', null],
  ['https://github.com@evil.test/', null],
  ['https://user:pw@github.com/', null],
  ['https://github.com\\@evil.test', 'https://github.com/@evil.test'],
  ['https://github.com/\u0000', null],
  ['https://gith\u0443b.com/', null],
  [' https://github.com/', null],
  ['file:///etc/passwd', null],
  ['javascript:alert(1)', null],
  ['smb://github.com/share', null],
  ['ms-msdt:/id', null],
  [`https://github.com/${'a'.repeat(3000)}`, null],
])('the link %s opens %s', (address, opened) => {
  expect(externalLink(address)).toBe(opened)
  expect(onNewWindow(address)).toEqual({ open: opened })
})

test('the page’s policy allows nothing but itself', () => {
  expect(contentSecurityPolicy).not.toMatch(/unsafe|\*|https?:/)
  expect(answerHeaders['content-security-policy']).toBe(contentSecurityPolicy)
  expect(Object.keys(answerHeaders)).not.toContain('set-cookie')
})

test('the window’s preferences and the fuses are exactly these', () => {
  expect(windowPreferences).toEqual({
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
    enableWebSQL: false,
    v8CacheOptions: 'code',
  })
  expect(fuses).toMatchObject({
    runAsNode: false,
    onlyLoadAppFromAsar: true,
    enableNodeCliInspectArguments: false,
    enableNodeOptionsEnvironmentVariable: false,
    grantFileProtocolExtraPrivileges: false,
  })
})

test('the packaging states the same fuses', () => {
  const text = readFileSync(new URL('../../../electron-builder.yml', import.meta.url), 'utf8')
  const block = /^electronFuses:\n((?: {2}.*\n)+)/m.exec(text)?.[1] ?? ''
  const stated = Object.fromEntries([...block.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name, value]) => [name, value === 'true']))
  expect(stated).toEqual(fuses)
})
