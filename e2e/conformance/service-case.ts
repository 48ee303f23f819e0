import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { marker } from '../../electron/devnet/shared/simulated-folder.ts'
import { type CaseToCheck, contentOf, givenText } from './case-file.ts'
import { argumentOf } from './node-case.ts'

/** The folder that `given` describes is the base folder or one of the broken twins; another name says itself what it is. */
function writeDataFolder(one: CaseToCheck, folder: string): void {
  const name = basename(folder)
  if (name.includes('empty') && !name.startsWith('bad-')) {
    mkdirSync(folder, { recursive: true })
    return
  }
  if (!/^(?:post\d*|bad-.*)$/.test(name)) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, marker), '')
  for (const [file, value] of Object.entries(one.given ?? {})) {
    const size = typeof value === 'string' ? /^(\d+) bytes$/.exec(value)?.[1] : undefined
    const content = value === 'absent' ? null : contentOf(value)
    if (content === null) continue
    writeFileSync(join(folder, file), size === undefined ? content : '')
    if (size !== undefined) truncateSync(join(folder, file), Number(size))
  }
}

/** Ports that must be taken for this case. */
function portsTaken(one: CaseToCheck): readonly number[] {
  const wanted = [one.id, one.note ?? '', givenText(one, 'setup'), one.meaning ?? ''].some((text) => /port.taken/.test(text))
  const port = /:(\d+)$/.exec(argumentOf(one.argv ?? [], '--operator-address') ?? '')?.[1]
  return wanted && port !== undefined ? [Number(port)] : []
}

/** Lays out what a recorded run of post-service found; `argv` has this machine's paths. Returns the ports to hold. */
export function layOutServiceCase(one: CaseToCheck, argv: readonly string[]): readonly number[] {
  const folder = argumentOf(argv, '--dir') ?? argumentOf(argv, '-d')
  if (folder !== null && folder !== '') writeDataFolder(one, folder)
  return portsTaken(one)
}
