import { expect, test } from 'vitest'
import { tellingLines } from './telling-lines.ts'

const info = '2026-11-28T08:20:39.500Z\tINFO\tproposalBuilder\tproposal created'

test('daily lines tell nothing of an end', () => {
  expect(tellingLines(`${info}\n[2026-11-28T08:20:39Z INFO  post_service::client] obtained metadata: {}\n`)).toEqual([])
})

test('errors of both programs, refusals and crashes tell, in their order and each once', () => {
  const lines = [
    '2026-11-28T08:20:39.500Z\tERROR\tatxBuilder\tpost failed\t{"errmsg": "eof"}',
    info,
    '2026-11-28T08:20:40.500Z\tERROR\tatxBuilder\tpost failed\t{"errmsg": "eof"}',
    '{"L":"FATAL","T":"2026-11-28T08:20:39.500Z","N":"node","M":"disk is gone"}',
    '[2026-11-28T08:20:39Z ERROR post_service::client] proof failed: invalid POS file size',
    'Error: open sqlite db: SQLITE_FULL: database or disk is full',
    "thread 'main' panicked at src/main.rs:3:5:",
    'panic: runtime error: invalid memory address or nil pointer dereference',
    '[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x1235df2]',
    'goroutine 38024 [running]:',
    '\t/src/activation.go:360 +0x1cb',
  ]
  expect(tellingLines(lines.slice(0, 5).join('\n'))).toEqual([
    'atxBuilder\tpost failed\t{"errmsg": "eof"}',
    'node\tdisk is gone',
    'post_service::client\tproof failed: invalid POS file size',
  ])
  expect(tellingLines(lines.join('\n'))).toEqual([
    expect.stringContaining('invalid POS file size'),
    expect.stringContaining('SQLITE_FULL'),
    expect.stringContaining('panicked at'),
    expect.stringMatching(/^panic: /),
    expect.stringMatching(/^\[signal SIGSEGV/),
  ])
})
