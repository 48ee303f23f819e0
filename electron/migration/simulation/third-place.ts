import { RigName } from '../../contract/model/basics.ts'
import type { KeyLook } from '../world.ts'

/** A copy that is in the way is seen by a look this long before an act at the latest: what turns up later can't be. */
const unseenForMs = 30

/** A third configured node: it is down, its folder can be read, and the moving key may turn up there by somebody's hand. */
export class ThirdPlace {
  readonly name = RigName.parse('shed')
  /** `null`: on another computer. */
  folder: string | null = '/shed'
  /** What its PostStates say of the moving identity; `null`: it does not answer. */
  lists: boolean | null = null
  runs = false
  copies: KeyLook['copies'] = []
  private since: number | null = null

  /** A copy that it would load at its next start. */
  copyTurnsUp(now: number): void {
    this.copies = [{ path: '/shed/identities/copy.key', loadableBy: this.name }]
    this.since ??= now
  }

  /** It runs with the key. */
  listingTurnsUp(now: number): void {
    this.lists = true
    this.runs = true
    this.since ??= now
  }

  /** A person puts it right. */
  mend(): void {
    this.copies = []
    this.lists = this.lists === null ? null : false
    this.since = null
  }

  /** Whoever makes the key loadable now, or loads it, makes a second signer, and could have known. */
  isInTheWay(now: number): boolean {
    return this.since !== null && now - this.since > unseenForMs
  }
}
