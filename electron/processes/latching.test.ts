import { expect, test } from 'vitest'
import { nodeMarks } from '../nodes/outcome/node.ts'
import { outputOf, postServiceMarks } from '../post/index.ts'
import { endsAlike, isLatching } from './latching.ts'
import { decidingLine, lastWord } from './telling-lines.ts'

const nodeLine = (stderr: string, stdout = ''): string =>
  decidingLine(outputOf({ stdout, stderr }, nodeMarks), lastWord(`${stdout}\n${stderr}`.split('\n')))
const serviceLine = (stderr: string): string =>
  decidingLine(outputOf({ stdout: '', stderr }, postServiceMarks), lastWord(stderr.split('\n')))

test('a panic of the node is told by its own line, never by the stack', () => {
  const stack = `
goroutine 38024 [running]:
pkg/activation.(*Builder).run(0xc0b9664000)
\t/src/activation.go:360 +0x1cb
golang.org/x/sync/errgroup.(*Group).Go.func1()
\t/go/pkg/mod/golang.org/x/sync@v0.8.0/errgroup/errgroup.go:78 +0x56
created by golang.org/x/sync/errgroup.(*Group).Go in goroutine 1
\t/go/pkg/mod/errgroup.go:75 +0x96
`
  const panic = 'panic: runtime error: invalid memory address or nil pointer dereference'
  expect(nodeLine(`${panic}\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x1235df2]\n${stack}`)).toBe(panic)
  expect(nodeLine(`fatal error: all goroutines are asleep - deadlock!\n${stack}`)).toBe(
    'fatal error: all goroutines are asleep - deadlock!',
  )
  expect(nodeLine(`the last words\n${stack}`)).toBe('the last words')
})

test('an error is told with its causes, without where it stands in the source', () => {
  const cause = "Can't convert a Byte Vector of length 48 to the output type. at line 2 column 77"
  expect(
    serviceLine(
      `Error: creating Post Service\n\nCaused by:\n   0: loading POST metadata\n   1: ${cause}\n\nLocation:\n    src/metadata.rs:59:13\n`,
    ),
  ).toBe(`Error: creating Post Service: loading POST metadata: ${cause}`)
  expect(serviceLine('Error: max retries (1) reached\n\nLocation:\n    service/src/client.rs:134:29\n')).toBe(
    'Error: max retries (1) reached',
  )
  expect(
    nodeLine(
      "Error: loading config: unmarshal config: 1 error(s) decoding:\n\n* error decoding 'main.poet-server': use of deprecated config field\n",
    ),
  ).toBe("Error: loading config: unmarshal config: 1 error(s) decoding: error decoding 'main.poet-server': use of deprecated config field")
  expect(serviceLine("thread 'main' panicked at src/main.rs:1:2:\nno luck\nnote: run with `RUST_BACKTRACE=1`\n")).toBe(
    "thread 'main' panicked at src/main.rs:1:2: no luck",
  )
})
test('a fatal line of the log speaks for a node without an error', () => {
  const fatal = '2026-11-21T10:12:48Z\tFATAL\tnode.poet\tfailed to submit challenge\t{"poet": "http://p"}'
  expect(nodeLine('', `2026-11-21T10:12:47Z\tINFO\tnode\tx\n${fatal}\ngoroutine 1 [running]:\n\t/src/x.go:1 +0x1`)).toBe(fatal)
})

test('what would end the same way each time latches at once; what passes by itself never', () => {
  for (const meaning of ['metadata-field-invalid', 'metadata-field-missing', 'bad-flags', 'units-out-of-range'])
    expect(isLatching(meaning)).toBe(true)
  for (const meaning of ['metadata-not-found', 'unknown', 'panicked', 'gave-up-node-unreachable']) expect(isLatching(meaning)).toBe(false)
  const alike = (meaning: string, before = 'x', now = 'x'): boolean => endsAlike({ meaning, line: before }, { meaning, line: now })
  expect([alike('unknown'), alike('panicked'), alike('metadata-not-readable')]).toEqual([true, true, true])
  expect([alike('gave-up-node-unreachable'), alike('metadata-not-found'), alike('ended-by-signal')]).toEqual([false, false, false])
  expect(alike('unknown', '[2026-11-21T09:20:05Z ERROR x] gone', '[2026-11-21T09:21:07Z ERROR x] gone')).toBe(true)
  expect([alike('unknown', 'one', 'other'), endsAlike(null, { meaning: 'unknown', line: '' })]).toEqual([false, false])
})
