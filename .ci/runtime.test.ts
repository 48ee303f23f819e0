import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withoutRuntime } from './runtime/bring.mjs'
import { chooseShell } from './runtime/choose.mjs'
import { cacheFolder } from './runtime/memory.mjs'

test('npm start: --console asks for no runtime, --runtime asks again, a failure is one sentence and the browser', async () => {
  const asked: object[] = []
  const said: string[] = []
  const bring = (answer: object) => (how: object) => {
    asked.push(how)
    return Promise.resolve(answer)
  }
  const none = bring({ runtime: null, why: 'its host does not answer' })
  const there = bring({ runtime: { program: '/dist/electron' }, why: null })
  const say = (line: string) => said.push(line)
  expect(await chooseShell(['--console', '--profile', '/p'], none, say)).toEqual({ window: false, args: ['--profile', '/p'] })
  expect({ asked, said }).toEqual({ asked: [], said: [] })
  expect(await chooseShell(['--runtime', '--profile', '/p'], there, say)).toEqual({
    window: true,
    program: '/dist/electron',
    args: ['--profile', '/p'],
  })
  expect(said).toEqual([])
  expect(await chooseShell([], none, say)).toEqual({ window: false, args: [] })
  expect(asked).toEqual([{ again: true }, { again: false }])
  expect(said).toEqual([withoutRuntime('its host does not answer', 'The app opens in your browser', 'npm start -- --runtime')])
})

test('what is remembered lies in the system’s cache place', () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '/c' }, 'linux')).toBe('/c/smeshdesk')
  expect(cacheFolder({ LOCALAPPDATA: '/l' }, 'win32')).toBe(join('/l', 'Smeshdesk', 'Cache'))
})
