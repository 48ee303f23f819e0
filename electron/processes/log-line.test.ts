import { readFileSync } from 'node:fs'
import { appendFile, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LogFolder, lineLimit, readLogLine } from './log-line.ts'
import { followLog, type LogPart } from './log-tail.io.ts'

const recordings = new URL('../../e2e/recordings/', import.meta.url)

test.each([
  [
    '[2026-11-21T09:47:55Z WARN  post::reader] invalid POS file size',
    { at: '2026-11-21T09:47:55Z', level: 'warn', text: 'post::reader\tinvalid POS file size' },
  ],
  [
    '2026-11-21T09:22:50.412Z\tINFO\tnode\tCreated new identity\t{"filename": "local.key"}',
    { at: '2026-11-21T09:22:50.412Z', level: 'info', text: 'node\tCreated new identity\t{"filename": "local.key"}' },
  ],
  [
    '{"L":"ERROR","T":"2026-11-21T09:22:50.412Z","N":"node","M":"duplicate key","filename1":"b.key"}',
    { at: '2026-11-21T09:22:50.412Z', level: 'error', text: 'node\tduplicate key\t{"filename1":"b.key"}' },
  ],
  ['Error: creating Post Service\r', { at: null, level: 'error', text: 'Error: creating Post Service' }],
  ['\u001b[32mhello\u001b[0m [x]', { at: null, level: '', text: 'hello [x]' }],
  ['{"L":', { at: null, level: '', text: '{"L":' }],
])('%j', (raw, line) => {
  expect(readLogLine(raw)).toEqual(line)
})
test('long lines are cut', () => expect(readLogLine('x'.repeat(lineLimit * 2)).text).toHaveLength(lineLimit + 1))
test('every recorded line that begins with a time is read', () => {
  const names = ['run-remote/node.log', 'run-move/node-B.log', 'run-remote/service-diskA_post1.log', 'run-supervised/node.log']
  const lines = names
    .flatMap((name) => readFileSync(new URL(name, recordings), 'utf8').split('\n'))
    .filter((line) => /^\[?\d{4}-\d\d-\d\dT/.test(line))
  expect(lines.length).toBeGreaterThan(1_000)
  expect(lines.filter((line) => readLogLine(line).at === null || readLogLine(line).level === '')).toEqual([])
})
test('repeated lines are one, with a count', () => {
  const folder = new LogFolder()
  const wait = (at: number) => `[2026-11-21T09:47:0${at}Z INFO  post_service::client] could not connect to the node: x`
  expect(folder.add(['begin', wait(1), wait(2)]).map(({ seq, repeats }) => [seq, repeats])).toEqual([
    [0, 1],
    [1, 2],
  ])
  expect(folder.add([wait(3), 'end'])).toMatchObject([
    { seq: 1, repeats: 3, at: '2026-11-21T09:47:03Z' },
    { seq: 2, text: 'end' },
  ])
})

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tail-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('a log is followed through its birth, growth, cut characters, a cut file and a flood', async () => {
  const path = join(folder, 'a.log')
  const stop = new AbortController()
  const parts = followLog(path, { signal: stop.signal, pollMs: 5 })
  const next = async (): Promise<LogPart> => {
    const step = await parts.next()
    if (step.done === true) throw new Error('ended')
    return step.value
  }
  const texts = ({ lines }: LogPart) => lines.map(({ text }) => text)
  expect(await next()).toEqual({ lines: [], reset: true })
  await writeFile(path, 'one\ntwo\nthr')
  const first = await next()
  expect([texts(first), first.reset]).toEqual([['one', 'two'], true])
  const umlaut = new TextEncoder().encode('ee ü')
  await appendFile(path, umlaut.subarray(0, umlaut.length - 1))
  await appendFile(path, Buffer.concat([umlaut.subarray(umlaut.length - 1), Buffer.from([0xff]), Buffer.from('\n')]))
  expect(texts(await next())).toEqual(['three ü\ufffd'])
  await truncate(path, 0)
  await appendFile(path, 'new\n')
  const cut = await next()
  expect([texts(cut), cut.reset]).toEqual([['new'], true])
  await appendFile(path, Array.from({ length: 40_000 }, (_, at) => `line ${at}\n`).join(''))
  const flood = await next()
  expect(flood.reset).toBe(true)
  expect(flood.lines.at(-1)?.text).toBe('line 39999')
  expect(flood.lines[0]?.text).toMatch(/^line \d+$/)
  stop.abort()
  expect((await parts.next()).done).toBe(true)
})
