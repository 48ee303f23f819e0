import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Page {
  readonly publicKey: string
  readonly powChallenge: string
  /** Members of a round: id of the registrant to its challenge, both base64. */
  readonly rounds: Record<string, Record<string, string>>
}

/** A PoET's memory in its folder: its key, which stays the same over restarts, and who registered for which round. */
export class PoetBook {
  readonly #path: string
  readonly #page: Page
  /** True when the key was made by this start. */
  readonly fresh: boolean

  constructor(folder: string) {
    this.#path = join(folder, 'simulated-poet.json')
    this.fresh = !existsSync(this.#path)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.#page = this.fresh ? newPage() : (JSON.parse(readFileSync(this.#path, 'utf8')) as Page)
    this.#save()
  }

  get publicKey(): string {
    return this.#page.publicKey
  }

  get powChallenge(): string {
    return this.#page.powChallenge
  }

  members(round: number): Readonly<Record<string, string>> {
    return this.#page.rounds[String(round)] ?? {}
  }

  register(round: number, pubkey: string, challenge: string): void {
    this.#page.rounds[String(round)] = { ...this.members(round), [pubkey]: challenge }
    this.#save()
  }

  #save(): void {
    writeFileSync(`${this.#path}.new`, JSON.stringify(this.#page), { mode: 0o600 })
    renameSync(`${this.#path}.new`, this.#path)
  }
}

function newPage(): Page {
  const { publicKey } = generateKeyPairSync('ed25519')
  const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  return {
    publicKey: key.toString('base64'),
    powChallenge: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64'),
    rounds: {},
  }
}
