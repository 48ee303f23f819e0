import { spawn } from 'node:child_process'

/** Program and arguments that open an address in the user's browser. */
export const browserCommand = (platform: NodeJS.Platform, address: string): readonly [string, ...string[]] => {
  if (platform === 'win32') return ['rundll32.exe', 'url.dll,FileProtocolHandler', address]
  if (platform === 'darwin') return ['open', address]
  return ['xdg-open', address]
}

/** Opens the browser; `false` when this computer has no way to do that. */
export const openBrowser = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const [program, ...args] = browserCommand(process.platform, address)
    const child = spawn(program, args, { stdio: 'ignore', detached: true })
    child.once('error', () => resolve(false))
    child.once('exit', (code) => resolve(code === 0))
    child.once('spawn', () => child.unref())
  })
