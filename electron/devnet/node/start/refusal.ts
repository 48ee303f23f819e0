import { usage } from '../command/usage.ts'
import type { NodeVersion } from '../versions.ts'

/**
 * Thrown when the node won't start. Early ones are followed by the usage text, late ones by nothing, or in old versions by the
 * same words once more (e2e/recordings/README.md, 6).
 */
export class Refusal extends Error {
  readonly early: boolean

  constructor(message: string, when: 'early' | 'late') {
    super(message)
    this.early = when === 'early'
  }
}

/** What a refusal prints on stderr; its first line is what counts. */
export function refusalText({ message, early }: Refusal, { repeatsRefusal }: NodeVersion): string {
  const again = repeatsRefusal ? `${message}\n` : ''
  return `Error: ${message}\n${early ? `${usage()}\n` : ''}${again}`
}
