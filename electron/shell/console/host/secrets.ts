import { Secret } from '../../../secret/index.ts'
import { nameOfKey } from './proof.ts'

/** How a visitor says it will prove itself. */
export type SecretKind = 'code' | 'key' | 'token'

export interface SecretsWorld {
  /** Milliseconds that never go back. */
  readonly now: () => number
  /** 32 random bytes as base64url. */
  readonly random: () => string
}

const codeLivesMs = 60_000
/** Tabs that may come back without a new link; the one used longest ago is forgotten first. */
const keysRemembered = 32

/** The secrets of one start of the host. Nothing of it is written down but the token, in its 0600 file. */
export const createSecrets = ({ now, random }: SecretsWorld) => {
  let code: { secret: Secret; until: number } | null = null
  const keys = new Map<string, Secret>()
  const token = new Secret(random())
  const liveCode = () => (code && now() < code.until ? code.secret : null)
  return {
    token,
    /** A fresh one-time code; the one before it is void. */
    issueCode: (): Secret => {
      code = { secret: new Secret(random()), until: now() + codeLivesMs }
      return code.secret
    },
    /** The secret that a visitor has to prove, if it is known and not too old. */
    find: (kind: SecretKind, name: string | null): Secret | null => {
      switch (kind) {
        case 'code':
          return liveCode()
        case 'token':
          return token
        case 'key':
          return name === null ? null : (keys.get(name) ?? null)
      }
    },
    /** Uses up the code; `false` when it was used or grew too old meanwhile. Other secrets may be used again. */
    use: (kind: SecretKind, secret: Secret): boolean => {
      if (kind !== 'code') return true
      const lives = liveCode() === secret
      if (lives) code = null
      return lives
    },
    rememberKey: (key: Secret) => {
      keys.set(nameOfKey(key), key)
      const oldest = keys.size > keysRemembered ? keys.keys().next().value : undefined
      if (oldest) keys.delete(oldest)
    },
  }
}
export type Secrets = ReturnType<typeof createSecrets>
