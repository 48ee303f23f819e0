import { readFileSync } from 'node:fs'

/** What the devnet programs read from their environment, and nothing else does. */
export interface DevnetEnvironment {
  /** Divides every wait that no config names: start-up, polls, retries, the stop's seconds. */
  readonly speed: number
  readonly version: string
  /** File to which each signed act is appended as one line of JSON. */
  readonly oracle: string | null
  /** File of the playground that the program belongs to: its clock, and what is broken on purpose. */
  readonly playground: string | null
  /** Named faults, switched on by the tests and by the demo. */
  readonly faults: Readonly<Record<string, unknown>>
}

type Variables = Readonly<Record<string, string | undefined>>

/** Reads the SMESHDESK_DEVNET_* variables; a value out of range falls back to the default. */
export function readEnvironment(variables: Variables, defaultVersion: string): DevnetEnvironment {
  const speed = Number(variables.SMESHDESK_DEVNET_SPEED ?? '1')
  return {
    speed: Number.isFinite(speed) && speed >= 0.1 && speed <= 10_000 ? speed : 1,
    version: variables.SMESHDESK_DEVNET_VERSION ?? defaultVersion,
    oracle: variables.SMESHDESK_DEVNET_ORACLE ?? null,
    playground: variables.SMESHDESK_DEVNET_PLAYGROUND ?? null,
    faults: parseFaults(variables.SMESHDESK_DEVNET_FAULTS),
  }
}

/** Faults come as JSON, or as `@FILE` holding it. Anything unreadable is no fault: a simulator must not fail in a way of its own. */
function parseFaults(text: string | undefined): Readonly<Record<string, unknown>> {
  if (!text) return {}
  try {
    const value: unknown = JSON.parse(text.startsWith('@') ? readFileSync(text.slice(1), 'utf8') : text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
