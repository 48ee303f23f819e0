import { type Around, type Desired, decide, desiredOf, type SlotFacts } from '../decide.ts'
import type { ProgramSpec } from '../program-spec.ts'
import { newRecord, type Owner, type Run, type SlotRecord } from '../slot.ts'
import { afterEnd, afterRest, afterStart } from '../slot-changes.ts'

export const person: Owner = { person: true }
export const freeAround: Around = { externalPid: null, named: null, elsewhere: null, answers: false, ownedBy: null, line: null, room: null }
const identity = { bootId: 'b', pid: 7, startTicks: '1', exe: '/bin/p' }

export const specFor = (key: ProgramSpec['key']): ProgramSpec => ({
  key,
  program: '/bin/p',
  args: [],
  cwd: '/',
  dataFolder: '/d',
  operatorAddress: null,
  logFile: '/l',
  env: {},
})

export const runAt = (at: number): Run => ({
  stage: 'running',
  token: '0'.repeat(32),
  program: '/bin/p',
  args: [],
  cwd: '/',
  logFile: '/l',
  logOffset: 0,
  at,
  identity,
})

export const factsOf = (spec: ProgramSpec, part: Partial<SlotFacts> = {}): SlotFacts => ({
  spec,
  record: newRecord(spec.key),
  damaged: false,
  limits: {},
  heldBy: null,
  closing: false,
  process: null,
  followed: true,
  around: null,
  users: null,
  ...part,
})

/** One slot and its process in memory: what is decided is done, as the io part does it, and counted. */
export class SlotWorld {
  record: SlotRecord
  alive = false
  followed = false
  heldBy: string | null = null
  now = 1_000_000
  around: Around = freeAround
  /** Each start by who it was for; `law` when nobody asked. */
  readonly starts: (Owner | 'law')[] = []
  readonly #spec: ProgramSpec

  constructor(spec: ProgramSpec) {
    this.#spec = spec
    this.record = newRecord(spec.key)
  }

  /** Gives the code of a refusal. */
  ask(wanted: Desired['wanted'], by: Owner): string | null {
    return this.#act({ wanted, by, asked: true })
  }

  /** What happens by itself: ends are noted, and what is due is started. */
  tick(): void {
    this.#act(desiredOf(this.record), { process: this.record.run === null ? null : this.alive ? 'alive' : 'gone' })
    this.#act(desiredOf(this.record))
  }

  #act(desired: Desired, looked: Partial<SlotFacts> = {}): string | null {
    const { heldBy, followed, record, now } = this
    for (const action of decide(factsOf(this.#spec, { record, heldBy, followed, ...looked }), desired, now)) {
      if (action.do === 'refuse') return action.code
      if (action.do === 'look') return this.#act(desired, { around: this.around, users: [] })
      if (action.do === 'rest') this.record = afterRest(this.record, desired.by)
      if (action.do === 'adopt') this.followed = true
      if (action.do === 'note-end' || action.do === 'end') this.#ended(action.do === 'end')
      if (action.do === 'start') this.#started(action.law, desired)
    }
    return null
  }

  #started(law: Parameters<typeof afterStart>[1]['law'], { by, asked }: Desired): void {
    if (this.alive) throw new Error('two of it')
    this.record = afterStart(this.record, { run: runAt(this.now), law, by: asked ? by : null })
    this.alive = true
    this.followed = true
    this.starts.push(asked ? by : 'law')
  }

  /** How its runs end when nobody asks. */
  meaning = 'ended-by-signal'

  #ended(stopping: boolean): void {
    const { run } = this.record
    if (run === null) return
    const end = { meaning: this.meaning, exit: null, signal: 'SIGTERM', line: '', lines: [] }
    this.record = afterEnd(this.record, { run, end, stopping, now: this.now, random: 0.5 })
    this.alive = false
  }
}
