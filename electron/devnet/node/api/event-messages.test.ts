import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Event } from '../../../../proto/generated/spacemesh/v1/events.ts'
import { eventMessages, type NodeEvent } from './event-messages.ts'

const recording = new URL('../../../../e2e/recordings/run-remote/wire-admin.jsonl', import.meta.url)
const timing = {
  genesisMs: Date.parse('2026-11-21T09:48:31Z'),
  layerMs: 6000,
  layersPerEpoch: 20,
  phaseShiftMs: 60_000,
  cycleGapMs: 50_000,
  graceMs: 15_000,
}

const recorded = readFileSync(recording, 'utf8')
  .trim()
  .split('\n')
  .map((line): unknown => JSON.parse(line))
  .flatMap((row) => (typeof row === 'object' && row !== null && 'hex' in row ? [Event.decode(Buffer.from(String(row.hex), 'hex'))] : []))

const ms = ({ seconds, nanos }: { seconds: bigint; nanos: number }) => Number(seconds) * 1000 + Math.round(nanos / 1e6)

/** The happening behind a recorded message; null for the second message of a pair. */
function happening({ details, failure }: Event): NodeEvent | null {
  switch (details?.$case) {
    case 'beacon':
      return { is: 'beacon', ...details.value }
    case 'postStart':
      return { is: 'post-start', ...details.value }
    case 'postComplete':
      return failure ? { is: 'post-failure', smesher: details.value.smesher } : { is: 'post-complete', ...details.value }
    case 'poetWaitRound':
      return { is: 'poet-wait-round', ...details.value, until: ms(details.value.until ?? { seconds: 0n, nanos: 0 }) }
    case 'poetWaitProof':
      return { is: 'poet-wait-proof', ...details.value, until: ms(details.value.until ?? { seconds: 0n, nanos: 0 }) }
    case 'registeredInPoet':
      return { is: 'registered', ...details.value }
    case 'proofDownloadedFromPoet':
      return { is: 'proof-downloaded', ...details.value, ticks: Number(details.value.ticks), smesher: Buffer.alloc(0) }
    case 'bestProofSelected':
      return { is: 'best-proof', ...details.value, ticks: Number(details.value.ticks) }
    case 'atxPublished':
      return { is: 'atx-published', publish: details.value.current, id: details.value.id, smesher: details.value.smesher }
    case 'eligibilities':
      return { is: 'eligibilities', ...details.value, layers: details.value.eligibilities }
    case 'proposal':
      return { is: 'proposal', ...details.value }
    case 'waitingForPoetRegistrationWindow':
    case 'waitingForPoetRoundEnd':
    case 'initStart':
    case 'initComplete':
    case 'initFailed':
    case 'malfeasance':
    case 'postServiceStarted':
    case 'postServiceStopped':
    case undefined:
      return null
  }
}

/** Bytes without the moment and without the wait, which depends on it to the nanosecond. */
function comparable(event: Event): string {
  const value = event.details?.value
  if (value && 'wait' in value) value.wait = undefined
  return Buffer.from(Event.encode({ ...event, timestamp: undefined }).finish()).toString('hex')
}

describe('events on the wire', () => {
  it('are those of the recorded node, byte for byte', () => {
    const seconds = new Set(['waitingForPoetRegistrationWindow', 'waitingForPoetRoundEnd'])
    const expected = recorded.filter(({ details }) => details)
    const said = expected
      .filter(({ details }) => !seconds.has(details?.$case ?? ''))
      .flatMap((event) => {
        const what = happening(event)
        expect(what, event.details?.$case).not.toBeNull()
        return what ? eventMessages(what, { now: 0, wallOf: (network) => network, timing, paired: true }) : []
      })
    expect(said.length).toBeGreaterThan(100)
    expect(said.map(comparable).toSorted()).toEqual(expected.map(comparable).toSorted())
  })

  it('come alone before 1.7.5', () => {
    const smesher = new Uint8Array(32)
    const old = (event: NodeEvent) =>
      eventMessages(event, { now: 0, wallOf: (network) => network, timing, paired: false }).map(({ details }) => details?.$case)
    expect(old({ is: 'poet-wait-round', current: 0, publish: 1, until: 5, smesher })).toEqual(['poetWaitRound'])
    expect(old({ is: 'registered', url: 'http://p', roundId: '0', smesher })).toEqual([])
  })
})
