import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { askPoets } from './ask-poets.io.ts'
import { parsePoetInfo, poetPlace } from './poet-info.ts'

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

test('the recorded PoET tells its phase shift and cycle gap, and no grace period', () => {
  const file = new URL('../../e2e/recordings/poet/http-0.10.8.json', import.meta.url)
  const answers: readonly { readonly id: string; readonly http: string }[] = JSON.parse(readFileSync(file, 'utf8'))
  const body = (id: string) => answers.find((one) => one.id === id)?.http.split('\n\n')[1] ?? ''
  expect(parsePoetInfo(body('info'))).toEqual({ phaseShiftMs: 10_000, cycleGapMs: 5_000, gracePeriodMs: null })
  expect(parsePoetInfo(body('pow_params'))).toBeNull()
  expect(parsePoetInfo(body('unknown path'))).toBeNull()
})

test.each([
  ['{"phaseShift":"864000s","cycleGap":"43200s"}', { phaseShiftMs: 864_000_000, cycleGapMs: 43_200_000, gracePeriodMs: null }],
  ['{"phaseShift":"0s","cycleGap":"1166399.123s"}', { phaseShiftMs: 0, cycleGapMs: 1_166_399_123, gracePeriodMs: null }],
  ['{"phaseShift":"864000s","cycleGap":"0s"}', null],
  ['{"phaseShift":"-5s","cycleGap":"5s"}', null],
  ['{"phaseShift":"1e9s","cycleGap":"5s"}', null],
  ['{"phaseShift":"99999999999s","cycleGap":"5s"}', null],
  ['{"phaseShift":864000,"cycleGap":43200}', null],
  ['null', null],
  ['<html>', null],
])('%s', (body, told) => expect(parsePoetInfo(body)).toEqual(told))

test.each([
  ['https://mainnet-poet-0.spacemesh.network', { address: 'mainnet-poet-0.spacemesh.network:443', secure: true, path: '/v1/info' }],
  ['http://127.0.0.1:10010', { address: '127.0.0.1:10010', secure: false, path: '/v1/info' }],
  ['http://[::1]:8080/poet/', { address: '[::1]:8080', secure: false, path: '/poet/v1/info' }],
  ['127.0.0.1:10010', null],
  ['ftp://poet', null],
  ['http://me:secret@poet', null],
  ['', null],
])('place of %s', (text, place) => expect(poetPlace(text)).toEqual(place))

const poet = (body: string, type = 'application/json'): Promise<string> =>
  new Promise((resolve) => {
    const server = createServer((_request, response) => void response.writeHead(200, { 'content-type': type }).end(body))
    stops.push(() => server.close())
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as { port: number }).port}`))
  })

test('the first that makes sense is believed; without one nothing is known', async () => {
  const { signal } = new AbortController()
  const other = await poet('<h1>hello</h1>', 'text/html')
  const right = await poet('{"phaseShift":"600s","cycleGap":"420s"}')
  expect(await askPoets([other, 'nonsense', right], signal)).toMatchObject({ phaseShiftMs: 600_000 })
  expect(await askPoets([other], signal)).toBeNull()
  expect(await askPoets(Array(5).fill(other).concat(right), signal)).toBeNull()
  expect(await askPoets(['http://169.254.169.254'], signal)).toBeNull()
})
