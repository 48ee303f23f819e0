import type { HeldAutostart } from '../../autostart/index.ts'
import { AppError } from '../../contract/errors.ts'
import type { AutostartCommand } from './autostart-command.ts'
import { exits } from './rig/asking.ts'

interface Asking {
  readonly autostart: HeldAutostart
  readonly isRoot: boolean
  readonly say: (line: string) => void
  readonly complain: (line: string) => void
}

/** Shows, writes or takes back what starts the host by itself. Exit codes as of the rig's commands: 3, it is not as one would have it. */
export async function runAutostart({ act, scope, json }: AutostartCommand, { autostart, isRoot, say, complain }: Asking): Promise<number> {
  const [{ autostartText, startWords, faultLine }, { inertJson }] = await Promise.all([
    import('./spoken/autostart-text.ts'),
    import('./spoken/terminal.ts'),
  ])
  if (scope === 'system' && act !== 'show' && !isRoot) {
    complain(startWords.wantsRoot)
    return exits.asks
  }
  try {
    const before = await autostart.show()
    if (before.kind === 'none' && act !== 'show') {
      complain(startWords.none)
      return exits.failed
    }
    const now = act === 'show' ? before : await (act === 'install' ? autostart.install(before.seal) : autostart.remove())
    say(json ? inertJson(now) : autostartText(now, act))
    return act === 'remove' || now.state === 'on' || (act === 'show' && now.state === 'absent') ? exits.fine : exits.asks
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    complain(faultLine(error))
    return exits.failed
  }
}
