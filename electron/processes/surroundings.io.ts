import { AppError } from '../contract/errors.ts'
import { saw } from '../contract/seen.ts'
import { inTurn } from '../faults/index.ts'
import type { Memory } from './admission.ts'
import { Answers } from './answers.io.ts'
import type { OperatorSaid, Prover } from './around.ts'
import { Claims } from './claims.ts'
import { DataFolders } from './data-folders.io.ts'
import { type Around, type Desired, decide, refused } from './decide.ts'
import { isOwn } from './external-provers.ts'
import { FolderLocks } from './folder-locks.io.ts'
import { kindLooks, type Seen, type Standing } from './kind-looks.io.ts'
import { kindNames } from './kinds.ts'
import type { LiveSlot } from './live-slot.io.ts'
import { lookAtMachine } from './machine.io.ts'
import { type ListensOn, listenersOnce } from './port.io.ts'
import { type ProcessIdentity, processStat } from './process-identity.io.ts'
import { lookAtProcesses, type ProcessLook } from './process-look.io.ts'
import type { ProgramDeps, ProgramGate, ProgramSpec, StopRequest } from './program-spec.ts'
import { roomOf } from './room.io.ts'
import { slotText } from './slot.ts'
import type { SlotTable } from './slot-table.io.ts'
import type { SlotProcess } from './standing.io.ts'
import { stopProcess } from './stop.io.ts'

/** The start itself, with what was found around just before. */
export type Begin = (around: Around) => Promise<void>

const askedAtOnce = 16
const unidentifiedMs = 5_000

/** What lies and runs around the slots: data folders, and processes that are not ours. As of the last look. */
export class Surroundings {
  readonly #table: SlotTable
  readonly #answers: Answers
  readonly folders = new DataFolders()
  readonly locks: FolderLocks
  readonly #claims = new Claims()
  /** Command lines of the processes that stand in a slot's place without being ours. */
  readonly #commandLines = new Map<string, readonly string[]>()
  readonly #now: () => number
  readonly #memory: () => Memory | null
  readonly #gate: ProgramGate
  /** Those whose room is counted start one after the other, or two would take the last place. */
  readonly #counted = inTurn()
  #provers: readonly Prover[] = []

  readonly #mayAct: () => boolean

  constructor(
    table: SlotTable,
    { now, memory, gate, profileFolder, mayAct }: Pick<ProgramDeps, 'now' | 'memory' | 'gate' | 'profileFolder' | 'mayAct'>,
  ) {
    this.#table = table
    this.locks = new FolderLocks(profileFolder)
    this.#mayAct = mayAct
    this.#now = now
    this.#memory = memory
    this.#gate = gate
    this.#answers = new Answers(now)
  }

  /** The command line, program first, of the process that somebody else started in this slot's place; `null` when none is seen. */
  commandLineOf({ spec, externalPid }: LiveSlot): readonly string[] | null {
    return externalPid === null ? null : (this.#commandLines.get(slotText(spec.key)) ?? null)
  }

  async lookAtFolders(): Promise<void> {
    for (const slot of this.#table.all()) await this.folders.look(slot)
  }

  /** Who only looks takes no folder. */
  async lockFolders(): Promise<void> {
    if (this.#mayAct()) await this.locks.look(this.#table.all().map(({ spec }) => spec))
  }

  /** A process that somebody else started in a slot's place is gone since the last look. Linux: elsewhere the next look tells. */
  someEnded(): boolean {
    return process.platform === 'linux' && this.#table.all().some(({ externalPid: pid }) => pid !== null && processStat(pid) === null)
  }

  async lookAtProcesses(): Promise<Seen> {
    const look = await lookAtProcesses()
    this.#provers = await lookAtMachine(look)
    const seen = { look, provers: this.#provers }
    for (const kind of kindNames) {
      const slots = this.#table.all().filter(({ spec }) => spec.key.kind === kind)
      const places = slots.map(({ spec, record }) => ({
        spec,
        ownPid: record.run?.identity?.pid ?? null,
        identity: this.folders.identity(spec.key),
      }))
      const others = await kindLooks[kind].others(places, seen)
      for (const [at, slot] of slots.entries()) this.#stands(slot, others[at] ?? null)
    }
    return seen
  }

  #stands(slot: LiveSlot, found: Standing | null): void {
    const before = slot.externalPid
    slot.externalPid = found?.pid ?? null
    if (found !== null) this.#commandLines.set(slotText(slot.spec.key), found.argv)
    // Not awaited: the slot may be in the midst of an act that asked for this look.
    else if (before !== null && processStat(before) === null) void slot.noteExternalEnd('nobody')
  }

  /** Everything that runs in a slot's place, our own run first. `look`: where one at all processes was just taken. */
  standing(slot: LiveSlot, look?: ProcessLook): Promise<readonly SlotProcess[]> {
    return kindLooks[slot.spec.key.kind].standing(slot, {
      processes: async () => look ?? lookAtProcesses(),
      provers: async () => (await this.lookAtProcesses()).provers,
    })
  }

  /** Where this service's identity is proven for beside the process that its row shows; `null` when nowhere that can be seen. */
  elsewhere({ spec: { key }, record: { run }, externalPid }: LiveSlot): string | null {
    const identity = this.folders.identity(key)
    if (identity === null) return null
    // In the moment between its start and its first sign its own process can't be told from another one's.
    if (run !== null && run.identity === null && this.#now() - run.at < unidentifiedMs) return null
    const shown = run === null ? externalPid : null
    const other = this.#provers.find(
      // The look at all processes is seconds old: one that has ended since proves nothing.
      (one) => one.identity === identity && one.pid !== shown && !isOwn(run?.identity?.pid ?? null, one) && processStat(one.pid) !== null,
    )
    return other === undefined ? null : saw('proves-with', String(other.pid), other.folder.path)
  }

  /** What answers on the operator address as this service, with no process of ours behind it. The status names no identity (docs/protocol.md §6). */
  answersOf({ spec: { key }, record }: LiveSlot): OperatorSaid | null {
    const said = record.run === null ? this.#answers.of(key) : null
    return said !== null && said.whose !== 'another' ? said : null
  }

  /** It is proven that what answers on its operator address proves for another identity. */
  answersForAnother({ spec: { key }, record }: LiveSlot): boolean {
    return record.run === null && this.#answers.of(key)?.whose === 'another'
  }

  /** Whose answer comes from an operator address, as far as processes of this computer and the settings show it. */
  #whose({ key, operatorAddress }: ProgramSpec, listens: ListensOn): OperatorSaid['whose'] {
    const identity = this.folders.identity(key)
    const listener = this.#provers.find(({ pid }) => operatorAddress !== null && listens(pid, operatorAddress) === 'yes')
    if (listener?.identity != null && identity !== null) return listener.identity === identity ? 'this' : 'another'
    const sharing = this.#table.all().filter(({ spec }) => slotText(spec.key) !== slotText(key) && spec.operatorAddress === operatorAddress)
    return sharing.some(({ spec }) => this.folders.identity(spec.key) !== identity) ? 'another' : 'unknown'
  }

  async #askOperator({ spec, record }: LiveSlot, listens: ListensOn): Promise<void> {
    if (spec.operatorAddress === null || record.run !== null) this.#answers.forget(spec.key)
    else await this.#answers.ask(spec, () => this.#whose(spec, listens))
  }

  /** Asks the operator addresses behind which no run of ours stands, a few at a time. */
  async askOperators(): Promise<void> {
    const slots = this.#table.all()
    const listens = listenersOnce()
    for (let at = 0; at < slots.length; at += askedAtOnce)
      await Promise.all(slots.slice(at, at + askedAtOnce).map((slot) => this.#askOperator(slot, listens)))
  }

  /** What only a fresh look can tell before a start. */
  async look(slot: LiveSlot): Promise<Around> {
    await this.folders.look(slot)
    await this.lockFolders()
    await this.lookAtProcesses()
    const { planned, refused } = kindLooks[slot.spec.key.kind]
    const named = await planned(slot.spec)
    if (slot.record.run === null) await this.#askOperator(slot, listenersOnce())
    return {
      externalPid: slot.externalPid,
      named,
      elsewhere: this.elsewhere(slot),
      answers: this.answersOf(slot) !== null,
      ownedBy: this.locks.heldBy(slot.spec.key),
      line: (await refused?.(slot.spec, this.#gate)) ?? null,
      room: await roomOf(slot, { provers: this.#provers, settings: this.#table.settings, memory: this.#memory }),
    }
  }

  /** The look and the start as one: of two entries of one identity that are started at once only one is. Throws what is refused. */
  async starting(slot: LiveSlot, desired: Desired, begin: Begin): Promise<void> {
    for (const action of decide(slot.facts(), desired, this.#now())) {
      if (action.do === 'refuse') throw refused(action)
      if (action.do === 'look') await this.#lookAndStart(slot, begin)
    }
  }

  async #lookAndStart(slot: LiveSlot, begin: Begin): Promise<void> {
    await this.folders.look(slot)
    const { key, dataFolder } = slot.spec
    const leave = this.#claims.take({ slot: slotText(key), identity: this.folders.identity(key), folder: dataFolder })
    if (leave === null) throw new AppError('already_running', saw('identity-runs', key.name))
    try {
      // What takes seconds comes first: nothing is started long after what lies around was looked at.
      await this.#gate.prepare(slot.spec.program ?? '')
      await this.#counted.run(async () => begin(await this.look(slot)))
    } finally {
      leave()
    }
  }

  /**
   * Stops those processes that a person agreed to end and that stand in this slot's place without being ours; `false` when none does.
   * Nothing is ended by its command line or its open files alone. Throws `stop_failed`.
   */
  async stopExternal(slot: LiveSlot, how: StopRequest, agreed: readonly ProcessIdentity[]): Promise<boolean> {
    const isAgreed = ({ bootId, pid, startTicks }: ProcessIdentity): boolean =>
      agreed.some((one) => one.pid === pid && one.startTicks === startTicks && one.bootId === bootId)
    const ending = (await this.standing(slot)).filter(({ ours, certain, identity }) => !ours && certain && isAgreed(identity))
    for (const { identity } of ending) {
      const { kind } = await stopProcess(identity, how)
      if (kind === 'still-running' || kind === 'not-told') throw new AppError('stop_failed', `process ${identity.pid}`)
      if (slot.externalPid === identity.pid) slot.externalPid = null
      if (kind === 'stopped') await slot.noteExternalEnd('batch')
    }
    await this.lookAtProcesses()
    return ending.length > 0
  }
}
