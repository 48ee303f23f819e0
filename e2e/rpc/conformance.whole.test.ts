import { afterEach, describe, expect, test, vi } from 'vitest'
import { serve } from '../../electron/rpc/index.ts'
import { CallFailure, connect } from '../../renderer/bridge/client.ts'
import { pairs } from './channel-pairs.ts'
import { emptySeen, type Sample, sample, sampleHandlers } from './sample-contract.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

const failureOf = async (call: Promise<unknown>): Promise<CallFailure> => {
  const failure = await call.then(
    () => null,
    (error: unknown) => error,
  )
  if (failure instanceof CallFailure) return failure
  throw new Error('expected a CallFailure')
}

describe.each(pairs)('over $name', ({ open }) => {
  const start = async () => {
    const pair = await open()
    closers.push(() => pair.close())
    const seen = emptySeen()
    const report = (error: unknown, path: string) => {
      seen.reports.push(`${path}: ${String(error)}`)
      return `ref${seen.reports.length}`
    }
    serve({ contract: sample, handlers: sampleHandlers(seen), report }, pair.host)
    return { seen, pair, client: connect<Sample>(pair.page) }
  }
  const raw = async (text: string) => {
    const { pair, seen, client } = await start()
    let closed = false
    pair.page.onClose(() => {
      closed = true
    })
    pair.page.send(text)
    return { pair, seen, client, isClosed: () => closed }
  }

  test('a call is answered, many at once too, each with its own answer', async () => {
    const { client } = await start()
    const texts = Array.from({ length: 50 }, (_, n) => `text ${n} ü ☃ 𝄞`)
    expect(await Promise.all(texts.map((text) => client.words.echo({ text })))).toEqual(texts.map((text) => ({ text })))
  })

  test('an expected failure crosses with its code and data', async () => {
    const { client, seen } = await start()
    expect(await failureOf(client.words.refuse({}))).toMatchObject({
      code: 'held_by_migration',
      message: 'a batch holds it',
      data: { batch: 'b1' },
    })
    expect(seen.reports).toEqual([])
  })

  test('an unexpected one crosses as internal with a reference, is logged once, and tells nothing else', async () => {
    const { client, seen } = await start()
    const failure = await failureOf(client.words.burst({}))
    expect(failure).toMatchObject({ code: 'internal', data: { reference: 'ref1' } })
    expect(JSON.stringify(failure) + failure.message).not.toContain('hunter2')
    expect(seen.reports).toEqual(['words.burst: Error: password=hunter2'])
  })

  test.each([
    'words.missing',
    'missing.echo',
    'words.constructor',
    '__proto__.toString',
    'words.__proto__',
    'constructor.name',
    'words.echo.call',
    'words',
    '',
  ])('%j is no call', async (path) => {
    const { client } = await start()
    const [group = '', ...rest] = path.split('.')
    const groups = client as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
    const method = groups[group]?.[rest.join('.')]
    expect(await failureOf(method?.({}) ?? Promise.resolve())).toMatchObject({ code: 'not_found' })
  })

  test('input of the wrong shape never reaches the handler', async () => {
    const { client } = await start()
    const wrong = { text: 5 } as unknown as { text: string }
    expect(await failureOf(client.words.echo(wrong))).toMatchObject({ code: 'bad_input' })
    expect(await failureOf(client.words.echo(undefined as unknown as { text: string }))).toMatchObject({ code: 'bad_input' })
  })

  test('a watch gives every value in order and ends', async () => {
    const { client, seen } = await start()
    const got: number[] = []
    for await (const { n } of client.words.watchCount({ to: 500 })) got.push(n)
    expect(got).toEqual(Array.from({ length: 500 }, (_, index) => index + 1))
    expect(seen.left).toBe(1)
  })

  test('a watch that fails gives what came before, then throws', async () => {
    const { client } = await start()
    const got: number[] = []
    const all = (async () => {
      for await (const { n } of client.words.watchFail({})) got.push(n)
    })()
    expect(await failureOf(all)).toMatchObject({ code: 'not_found' })
    expect(got).toEqual([1])
  })

  test('leaving the loop cancels at the source', async () => {
    const { client, seen } = await start()
    for await (const { n } of client.words.watchCount({ to: 1e9 })) if (n === 20) break
    await vi.waitFor(() => expect(seen.left).toBe(1))
  })

  test('an aborted signal ends the watch and cancels at the source', async () => {
    const { client, seen } = await start()
    const stop = new AbortController()
    for await (const { n } of client.words.watchCount({ to: 1e9 }, stop.signal)) if (n === 20) stop.abort()
    await vi.waitFor(() => expect(seen.left).toBe(1))
  })

  test('a slow reader makes the source wait', async () => {
    const { client, seen } = await start()
    const reader = client.words.watchCount({ to: 1e9 })[Symbol.asyncIterator]()
    await reader.next()
    await client.words.echo({ text: 'everything before has arrived' })
    expect(seen.made).toBeLessThanOrEqual(9)
    for (let n = 0; n < 100; n += 1) await reader.next()
    await client.words.echo({ text: 'everything before has arrived' })
    expect(seen.made).toBeLessThanOrEqual(120)
    await reader.return?.()
  })

  test('the close of a page aborts what it started; its own calls reject as disconnected', async () => {
    const { client, seen, pair } = await start()
    const waiting = failureOf(client.words.wait({}))
    await client.words.echo({ text: 'the call before has arrived' })
    pair.page.close()
    expect(await waiting).toMatchObject({ code: 'disconnected' })
    await vi.waitFor(() => expect(seen.aborted).toBe(1))
    expect(await failureOf(client.words.echo({ text: 'late' }))).toMatchObject({ code: 'disconnected' })
  })

  test('the close of the host ends a page’s watches as disconnected', async () => {
    const { client, pair } = await start()
    const reader = client.words.watchCount({ to: 1e9 })[Symbol.asyncIterator]()
    await reader.next()
    pair.host.close()
    const drained = (async () => {
      for (;;) if ((await reader.next()).done) return
    })()
    expect(await failureOf(drained)).toMatchObject({ code: 'disconnected' })
  })

  test('an answer over 1 MiB becomes too_large; one just below arrives', async () => {
    const { client } = await start()
    expect((await client.words.big({ bytes: 1_048_000 })).text.length).toBe(1_048_000)
    expect(await failureOf(client.words.big({ bytes: 1_048_577 }))).toMatchObject({ code: 'too_large' })
  })

  test('an input over 256 KiB is refused by the page itself; one just below arrives', async () => {
    const { client } = await start()
    expect((await client.words.echo({ text: 'ü'.repeat(130_000) })).text.length).toBe(130_000)
    expect(await failureOf(client.words.echo({ text: 'ü'.repeat(131_100) }))).toMatchObject({ code: 'too_large' })
    expect(await client.words.echo({ text: 'still open' })).toEqual({ text: 'still open' })
  })

  test('more than 64 calls in flight are refused, and there is room again when they end', async () => {
    const { client, seen, pair } = await start()
    const waiting = Array.from({ length: 64 }, () => client.words.wait({}).catch(() => null))
    expect(await failureOf(client.words.echo({ text: 'one too many' }))).toMatchObject({ code: 'too_many_calls' })
    for (let id = 1; id <= 64; id += 1) pair.page.send(JSON.stringify({ t: 'cancel', id }))
    await vi.waitFor(() => expect(seen.aborted).toBe(64))
    expect(await client.words.echo({ text: 'room' })).toEqual({ text: 'room' })
    pair.page.close()
    await Promise.all(waiting)
  })

  test('all calls of a page have one connection', async () => {
    const { client } = await start()
    expect([await client.words.who({}), await client.words.who({})]).toEqual([{ same: true }, { same: true }])
  })

  test.each([
    ['no JSON', '{'],
    ['no object', '[1]'],
    ['null', 'null'],
    ['no id', '{"t":"call","path":"words.echo"}'],
    ['an id of zero', '{"t":"cancel","id":0}'],
    ['a broken id', '{"t":"cancel","id":1.5}'],
    ['an unknown kind', '{"t":"eval","id":1}'],
    ['a frame of the other side', '{"t":"ok","id":1,"value":1}'],
    ['an unknown key', '{"t":"call","id":1,"path":"words.echo","input":{},"x":1}'],
    ['a path that is none', '{"t":"call","id":1,"path":["words","echo"]}'],
    ['a path over its limit', JSON.stringify({ t: 'call', id: 1, path: 'x'.repeat(201) })],
    ['a frame over its limit', JSON.stringify({ t: 'call', id: 1, path: 'words.echo', input: 'x'.repeat(262_144) })],
    ['too much taken', '{"t":"took","id":1,"count":99}'],
  ])('a frame with %s closes the channel', async (_, text) => {
    const { isClosed } = await raw(text)
    await vi.waitFor(() => expect(isClosed()).toBe(true))
  })

  test('an id that is in use closes the channel', async () => {
    const { pair, isClosed } = await raw('{"t":"call","id":7,"path":"words.wait","input":{}}')
    pair.page.send('{"t":"call","id":7,"path":"words.wait","input":{}}')
    await vi.waitFor(() => expect(isClosed()).toBe(true))
  })

  test('a flood of cancels and takes for nothing harms nobody', async () => {
    const { pair, client } = await start()
    for (let id = 1000; id < 3000; id += 1) pair.page.send(JSON.stringify(id % 2 ? { t: 'cancel', id } : { t: 'took', id, count: 8 }))
    expect(await client.words.echo({ text: 'fine' })).toEqual({ text: 'fine' })
  })
})
