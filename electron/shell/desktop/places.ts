import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { defaultProfileFolder, type Surroundings } from '../profile-folder.ts'

/** The profile named by `--profile FOLDER` or `--profile=FOLDER` on the window's command line, else the usual one. */
export const profileFrom = (argv: readonly string[], surroundings: Surroundings): string => {
  const at = argv.findIndex((argument) => argument === '--profile' || argument.startsWith('--profile='))
  const given = at < 0 ? undefined : argv[at] === '--profile' ? argv[at + 1] : argv[at]?.slice('--profile='.length)
  return resolve(given ?? defaultProfileFolder(surroundings))
}

export interface Installed {
  readonly isPackaged: boolean
  /** The package's folder of extra resources. */
  readonly resources: string
  /** The folder of package.json. */
  readonly appFolder: string
  readonly platform: NodeJS.Platform
}

/** Node and the console program: in the package they are an extra resource, for the window's own program can't run scripts. */
export const consoleProgram = ({ isPackaged, resources, appFolder, platform }: Installed): readonly [string, string] => {
  const node = platform === 'win32' ? 'node.exe' : 'node'
  if (isPackaged) return [join(resources, 'console', node), join(resources, 'console', 'smeshdesk.js')]
  const pinned = join(appFolder, 'node_modules', 'node', 'bin', node)
  return [existsSync(pinned) ? pinned : 'node', join(appFolder, 'out', 'console', 'smeshdesk.js')]
}
