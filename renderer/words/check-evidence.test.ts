import { expect, it } from 'vitest'
import { saw } from '../../electron/contract/seen.ts'
import { check } from '../testing/rig.ts'
import { plainEvidence } from './check-evidence.ts'
import { checkWords } from './checks.ts'

it('says sizes, times and ids as people read them', () => {
  const space = check(['space', 'pass', saw('space', '71779962880', '26393320')])
  expect(checkWords(space).seen).toBe('66.9 GiB free, 25.2 MiB needed')
  expect(checkWords(check(['calm-time', 'warn', 'gap-soon'])).seen).toBe('the gap opens before the move would be over')
  expect(checkWords(check(['same-genesis', 'pass', '9eebff023abb17ccb775c602daade8ed708f0a50'])).seen).toBe('9eebff…0a50')
})

it('says how a process was seen, and leaves what it has no words for as it is', () => {
  expect(plainEvidence(saw('process-seen', '20821', 'open-file', 'go-spacemesh -d /data'))).toBe(
    'process 20821 has a file of it open: go-spacemesh -d /data',
  )
  expect(plainEvidence(saw('process-seen', '7', 'by-magic', 'x'))).toBe('process 7 (by-magic): x')
  expect(plainEvidence('process 7 (by-magic): x')).toBe('process 7 (by-magic): x')
})
