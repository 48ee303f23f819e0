import { describe, expect, it } from 'vitest'
import {
  causesOf,
  errorLine,
  expectedWarnings,
  lastWordBefore,
  lastWordOfService,
  nodeWarnings,
  withPaths,
  withPlaceholders,
} from './decisive.ts'
import { argumentOf, portsOfRecordings } from './node-case.ts'
import { compareFacts, figuresOf, rowLines } from './report.ts'

describe('what decides', () => {
  it('is the first error line and the causes right under it', () => {
    const stderr =
      '[x INFO  y] z\nError: creating Post Service\n\nCaused by:\n   0: loading POST metadata\n   1: gone\n\nLocation:\n    a:1:2\n'
    expect(errorLine(stderr)).toBe('Error: creating Post Service')
    expect(causesOf(stderr)).toEqual(['loading POST metadata', 'gone'])
    expect(causesOf('Error: alone\n\nLocation:\n    a:1:2\n')).toEqual([])
  })

  it('is a list that the program writes in another order each time, in any order', () => {
    const refused = (names: string) =>
      errorLine(`Error: loading config: preset x is not registered. select one from the options [${names}]`)
    expect(refused('testnet fastnet standalone')).toBe(refused('standalone testnet fastnet'))
    expect(refused('testnet fastnet')).not.toBe(refused('standalone testnet fastnet'))
    expect(errorLine('Error: flags [b a] differ')).toBe('Error: flags [b a] differ')
  })

  it("is the node's own warnings, in both encodings of the log", () => {
    const line = '2026-11-21T09:22:51.810Z\tWARN\tnode\tsomething\t{"size": 800}'
    expect(nodeWarnings(`${line}\n2026\tINFO\tnode\tnothing\n2026\tERROR\tnode.poet\tother\n`)).toEqual([
      'WARN node something {"size": 800}',
    ])
    expect(nodeWarnings('{"L":"ERROR","T":"now","N":"node","M":"bad","why":1}')).toEqual(['{"L":"ERROR","N":"node","M":"bad","why":1}'])
  })

  it('lets stand at a cut of the recording as many warnings as were cut, and nowhere else', () => {
    const warning = (text: string) => `t\tWARN\tnode\t${text}`
    const recorded = [warning('a'), '[1 lines cut]', warning('c')].join('\n')
    const shown = (...texts: string[]) => texts.map((text) => `WARN node ${text}`)
    expect(expectedWarnings(recorded, shown('a', 'b', 'c'))).toEqual(shown('a', 'b', 'c'))
    expect(expectedWarnings(recorded, shown('a', 'b', 'b', 'c'))).toEqual(shown('a', 'c'))
    expect(expectedWarnings(recorded, shown('a', 'c', 'd'))).toEqual(shown('a', 'c'))
    expect(expectedWarnings(warning('a'), shown('a', 'b'))).toEqual(shown('a'))
  })

  it('is told when a signal came: after the last thing that was logged by then', () => {
    const at = (second: string, message: string) => `2026-11-21T09:00:${second}Z\tINFO\tnode\t${message}\t{"a": 1}`
    const log = [at('00.000', 'first'), at('03.000', 'second'), at('04.900', 'third')].join('\n')
    expect(lastWordBefore(log, 5)).toBe('\tnode\tsecond')
    expect(lastWordBefore(log, 6)).toBe('\tnode\tthird')
    expect(lastWordBefore('no log', 5)).toBeNull()
    const service =
      '[2026-11-21T09:20:05Z INFO  post_service] not configuring TLS\n[2026-11-21T09:20:05Z INFO  post_service::client] no node: code 111\n'
    expect(lastWordOfService(service)).toBe('post_service::client] no node')
    expect(lastWordOfService('Error: x')).toBeNull()
  })

  it('hides the places of one machine, the longest first', () => {
    const places = { W: '/t/w', TMP: '/t' }
    expect(withPlaceholders('/t/w/su and /t/x', places)).toBe('<W>/su and <TMP>/x')
    expect(withPaths('<W>/su and <TMP>/x', places)).toBe('/t/w/su and /t/x')
  })
})

describe('a case', () => {
  it('tells its arguments and the ports its version used', () => {
    expect(argumentOf(['-d', 'x', '--filelock=y'], '--filelock')).toBe('y')
    expect(argumentOf(['-d', 'x'], '-c')).toBeNull()
    expect(portsOfRecordings(['listen tcp 127.0.0.1:20094: bind: x', '"RawRESTListener":"127.0.0.1:20010"'])).toEqual({
      listeners: 20_090,
      poet: 20_010,
    })
    expect(portsOfRecordings([])).toEqual({ listeners: 10_090, poet: 10_010 })
  })

  it('is equal, differs by name, or was not run; each is counted', () => {
    const differ = compareFacts({ exit: 1, error: 'a' }, { exit: 1, error: 'b' })
    expect(differ).toEqual({ kind: 'differ', differences: [{ what: 'error', expected: 'a', got: 'b' }] })
    const rows = [compareFacts({ exit: 1 }, { exit: 1 }), differ, { kind: 'not-run', why: 'no program' } as const].map(
      (verdict, index) => ({ part: 'cases', group: 'p 1', id: String(index), verdict }) as const,
    )
    expect(figuresOf(rows)).toEqual({ run: 2, equal: 1, differ: 1, notRun: 1 })
    expect(rowLines(rows)).toEqual(['differs: cases p 1 "1": error: expected "a" got "b"', 'not run: cases p 1 "2": no program'])
  })
})
