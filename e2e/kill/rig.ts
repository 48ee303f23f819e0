import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { consoleProgramAt, installPrograms } from '../../electron/devnet/install/install.ts'
import type { RigDescription } from '../../electron/devnet/rig/description.ts'
import type { RigLayout } from '../../electron/devnet/rig/layout.ts'
import { writeRig } from '../../electron/devnet/rig/write.ts'
import { consoleProgram } from '../host/console-host.ts'
import { freeKillLayout, programSpeed } from './kill-layout.ts'

const startMs = 6_000
const firstStartMs = 60_000

/** A rig whose folder is the profile of the app that is killed. */
export interface KillRig {
  readonly folder: string
  readonly oracleFile: string
  /** The built console program, copied: a build beside this run changes nothing. */
  readonly program: string
  readonly layout: RigLayout
  readonly genesisMs: number
  /** Smesher ids by identity name. */
  readonly ids: Readonly<Record<string, string>>
  /** Texts of the key files by identity name, as they were made. */
  readonly keyTexts: Readonly<Record<string, string>>
  identities(node: string): string
  /** The settings as they are on disk now, whoever wrote them last. */
  settings(): RigDescription
}

function copyBuild(to: string, built = dirname(dirname(consoleProgram))): string {
  for (const part of ['console', 'renderer']) cpSync(join(built, part), join(to, part), { recursive: true })
  return join(to, 'console', basename(consoleProgram))
}

/** `build`: folder of another build to try, the one of this checkout when not given. */
export async function makeRig(build?: string): Promise<KillRig> {
  const folder = mkdtempSync(join(tmpdir(), 'smeshdesk-kill-'))
  const programs = join(folder, 'programs')
  const oracleFile = join(folder, 'signed.jsonl')
  const settingsFile = join(folder, 'settings.json')
  const layout = await freeKillLayout()
  mkdirSync(programs)
  const program = copyBuild(join(folder, 'out'), build)
  installPrograms(programs, { program: consoleProgramAt(program), speed: programSpeed, oracle: oracleFile })
  const genesisSeconds = Math.ceil((Date.now() + startMs) / 1000)
  const { description, ids } = await writeRig({ folder, programs, layout, genesisSeconds, firstStartDeadlineMs: firstStartMs })
  writeFileSync(settingsFile, JSON.stringify(description, null, 2))
  const identities = (node: string) => join(folder, node, 'identities')
  const keyTexts = Object.fromEntries(
    layout.identities.map(({ name, node }) => [name, readFileSync(join(identities(node), `${name}.key`), 'latin1')]),
  )
  const settings = () => JSON.parse(readFileSync(settingsFile, 'utf8')) as RigDescription
  return { folder, oracleFile, program, layout, genesisMs: genesisSeconds * 1000, ids, keyTexts, identities, settings }
}
