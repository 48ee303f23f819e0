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
  strangers: KeyLook['strangers'] = []
  blind: KeyLook['blind'] = []
  private since: number | null = null

  /** A copy that it would load at its next start. */
  copyTurnsUp(now: number): void {
    this.copies = [{ path: '/shed/identities/copy.key', loadableBy: this.name }]
    this.since ??= now
  }

  /** One that it would load once a line end is taken away. */
  alteredTurnsUp(now: number): void {
    this.copies = [{ path: '/shed/identities/backup.txt', loadableBy: null, altered: true }]
    this.since ??= now
  }

  /** A node that nobody told Smeshdesk of runs with the key. */
  strangerTurnsUp(now: number): void {
    this.strangers = [{ pid: 99, folder: '/elsewhere', keys: 'read', holds: ['/elsewhere/identities/a1.key'] }]
    this.since ??= now
  }

  /** The key's file has a second name, which a node nobody knows loads; only the count of names tells of it. */
  linkTurnsUp(now: number): void {
    this.since ??= now
  }

  /** It runs with the key. */
  listingTurnsUp(now: number): void {
    this.lists = true
    this.runs = true
    this.since ??= now
  }

  turnsUp(kind: 'copy-elsewhere' | 'list-elsewhere' | 'altered-elsewhere' | 'stranger-elsewhere', now: number): void {
    if (kind === 'copy-elsewhere') this.copyTurnsUp(now)
    else if (kind === 'list-elsewhere') this.listingTurnsUp(now)
    else if (kind === 'altered-elsewhere') this.alteredTurnsUp(now)
    else this.strangerTurnsUp(now)
  }

  /** A person puts it right. */
  mend(): void {
    this.copies = []
    this.strangers = []
    this.blind = []
    this.lists = this.lists === null ? null : false
    this.since = null
  }

  /** Whoever makes the key loadable now, or loads it, makes a second signer, and could have known. */
  isInTheWay(now: number): boolean {
    return this.since !== null && now - this.since > unseenForMs
  }
}
