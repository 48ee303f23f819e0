import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type AutostartOptions, createAutostart, type Run } from './autostart.io.ts'
import { startPlan } from './plan.ts'
import { sealed, sealOf } from './sealed.ts'
import { launchdPlist, sealMark, systemdUnit, taskXml, windowsWord } from './unit-text.ts'

let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'smeshdesk-start-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const nasty = '/op t/a"b\\c%n$HOME;#\'x'
const started = { command: ['/usr/bin/true', nasty, 'serve', '--profile', nasty] as const, profile: nasty, name: 'smeshdesk-1', user: null }

const hasAnalyze = (() => {
  try {
    execFileSync('systemd-analyze', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

test.runIf(hasAnalyze)('systemd takes both units, with paths that hold all that it reads in its own way', () => {
  for (const user of [null, 'root']) {
    const file = join(home, 'smeshdesk-1.service')
    writeFileSync(file, systemdUnit({ ...started, user }))
    const said = execFileSync('systemd-analyze', ['verify', '--man=no', ...(user === null ? ['--user'] : []), file], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, XDG_RUNTIME_DIR: home },
    })
    expect(said).toBe('')
  }
})

test('a unit ends the host alone, is started anew after a failure of its own, and not after what only a person can mend', () => {
  const unit = systemdUnit({ ...started, user: 'ann' })
  for (const line of ['KillMode=process', 'Restart=on-failure', 'RestartPreventExitStatus=1 2 130', 'OOMPolicy=continue', 'User=ann'])
    expect(unit.split('\n')).toContain(line)
  expect(unit).toContain(String.raw`ExecStart="/usr/bin/true" "/op t/a\"b\\c%%n$$HOME;#'x" "serve"`)
  expect(systemdUnit(started)).not.toContain('User=')
  expect(() => systemdUnit({ ...started, command: ['/bin/a\nExecStartPre=/bin/evil'] })).toThrow('no-plain-file')
})

test('what macOS and Windows read holds the same paths', () => {
  expect(launchdPlist(started)).toContain('<string>/op t/a&quot;b\\c%n$HOME;#&apos;x</string>')
  expect(launchdPlist(started)).toContain('<key>AbandonProcessGroup</key>\n  <true/>')
  expect(['a', 'a b', 'a"b', 'a b\\', '\\\\x\\ "'].map(windowsWord)).toEqual(['a', '"a b"', '"a\\"b"', '"a b\\\\"', '"\\\\x\\ \\""'])
  expect(taskXml({ ...started, command: ['C:\\n & m\\node.exe', 'a b'] })).toContain(
    '<Command>C:\\n &amp; m\\node.exe</Command><Arguments>&quot;a b&quot;</Arguments>',
  )
})

test('a seal tells every change', () => {
  const text = sealed(`# ${sealMark}\nx\n`)
  expect(sealOf(text)).toMatch(/^[0-9a-f]{64}$/)
  for (const other of [text.replace('x', 'y'), `${text} `, text.replace(/[0-9a-f]{64}/, '0'.repeat(64)), '# x'])
    expect(sealOf(other)).toBeNull()
})

/** A systemd that does as it is told. */
function system() {
  const ran: string[] = []
  let enabled = false
  const run: Run = async (command) => {
    const line = command.join(' ')
    ran.push(line)
    if (line.includes(' enable ')) enabled = true
    if (line.includes(' disable ')) enabled = false
    if (line.includes('is-enabled')) return { code: enabled ? 0 : 1, out: '' }
    return { code: 0, out: line.startsWith('loginctl') ? 'Linger=no' : '' }
  }
  return { ran, run }
}
const held = (part: Partial<AutostartOptions> = {}) =>
  createAutostart({
    profileFolder: '/profiles/a',
    consoleProgram: ['/usr/bin/node', '/opt/smeshdesk.js'] as const,
    scope: 'user' as const,
    user: null,

    platform: 'linux',
    home,
    ...part,
  })

test('it is shown, written as it was shown, told, and taken back whole', async () => {
  const { run, ran } = system()
  const autostart = held({ run })
  const shown = await autostart.show()
  expect([shown.state, shown.linger, ran.some((line) => line.includes('enable '))]).toEqual(['absent', 'off', false])
  await expect(autostart.install('0'.repeat(64))).rejects.toMatchObject({ code: 'plan_changed' })
  expect((await autostart.install(shown.seal)).state).toBe('on')
  expect(readFileSync(shown.file, 'utf8')).toBe(shown.text)
  expect((await held({ run, consoleProgram: ['/usr/bin/node', '/opt/newer.js'] }).show()).state).toBe('outdated')
  expect((await autostart.remove()).state).toBe('absent')
  expect(ran.filter((line) => /able smeshdesk|reload/.test(line))).toEqual([
    'systemctl --user daemon-reload',
    expect.stringMatching(/^systemctl --user enable smeshdesk-[0-9a-f]{8}\.service$/),
    expect.stringMatching(/^systemctl --user disable smeshdesk-/),
    'systemctl --user daemon-reload',
  ])
  await expect(autostart.remove()).rejects.toMatchObject({ code: 'not_found' })
})

test('what anybody changed is neither replaced nor removed', async () => {
  const { run } = system()
  const autostart = held({ run })
  const { seal, file } = await autostart.install((await autostart.show()).seal)
  const changed = `${readFileSync(file, 'utf8')}Environment=A=1\n`
  writeFileSync(file, changed)
  expect((await autostart.show()).state).toBe('changed')
  await expect(autostart.install(seal)).rejects.toMatchObject({ code: 'not_allowed' })
  await expect(autostart.remove()).rejects.toMatchObject({ code: 'not_allowed' })
  expect(readFileSync(file, 'utf8')).toBe(changed)
})

test('where the system’s own program is missing, that is told, and nothing is claimed', async () => {
  const autostart = held({ run: async () => ({ code: null, out: '' }) })
  const { seal, linger } = await autostart.show()
  expect(linger).toBe('unknown')
  await expect(autostart.install(seal)).rejects.toMatchObject({ code: 'start_failed' })
  expect((await autostart.show()).state).toBe('unknown')
})

test('no plan where there is no way, and none for paths that no file can hold', async () => {
  expect(startPlan(started, { platform: 'aix', home, configHome: null, scope: 'user' })).toBeNull()
  expect(startPlan(started, { platform: 'win32', home, configHome: null, scope: 'system' })).toBeNull()
  for (const part of [{ platform: 'aix' }, { profileFolder: '/a\nb' }, { consoleProgram: ['node', 'x.js'] as const }])
    expect((await held(part).show()).kind).toBe('none')
})
