import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './root.ts'

/** The last commit before the next capability: what came after it added lines and weight of its own. */
const groundFloor = '0ddac977a9659744cbc0f49a51f986e4a9d1c9fd'

/**
 * Looks at the sources as they were when the ground floor was done, with the packages of now; throws in a checkout without
 * that commit.
 */
export async function atGroundFloor<Seen>(look: (checkout: string) => Seen | Promise<Seen>): Promise<Seen> {
  const checkout = mkdtempSync(join(tmpdir(), 'ground-floor-'))
  try {
    const archive = execFileSync('git', ['archive', groundFloor], { cwd: root, maxBuffer: 500_000_000 })
    execFileSync('tar', ['-x', '-C', checkout], { input: archive })
    symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'))
    return await look(checkout)
  } finally {
    rmSync(checkout, { recursive: true, force: true })
  }
}
