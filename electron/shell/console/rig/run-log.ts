import type { LogLine } from '../../../contract/model/rig.ts'
import type { State } from '../../../contract/state.ts'
import type { LogCommand } from '../rig-command.ts'
import { type Asking, exits } from './asking.ts'
import type { OpenRig } from './open-rig.ts'

const kinds = ['node', 'service'] as const

const kindsOf = ({ kind, of }: LogCommand, state: State) =>
  kinds.filter((one) => (kind === null || kind === one) && (one === 'node' ? state.nodes : state.services)[of] !== undefined)

interface Way {
  readonly client: OpenRig['client']
  readonly state: State
  readonly signal: AbortSignal
}

/** Lines as the log has them, oldest first; `--follow`: and what comes, until this program is ended. */
export async function runLog(command: LogCommand, { client, state, signal }: Way, asking: Asking): Promise<number> {
  const [{ inert, inertJson }, { consoleWords: words }] = await Promise.all([
    import('../spoken/terminal.ts'),
    import('../spoken/rig-acts.ts'),
  ])
  const [kind, other] = kindsOf(command, state)
  if (kind === undefined || other !== undefined) {
    asking.complain(inert((kind === undefined ? words.noLogOf : words.bothNamed)(command.of)))
    return exits.usage
  }
  const plain = ({ at, level, text }: LogLine) => inert([at ?? '', level.toUpperCase(), text.replaceAll('\t', '  ')].join(' ').trim())
  let last = -1
  for await (const { lines, reset, file } of client.logs.watchLog({ kind, name: command.of }, signal)) {
    if (reset) last = -1
    // A line that comes again only tells how often.
    for (const line of lines.filter(({ seq }) => seq > last)) asking.say(command.json ? inertJson(line, 0) : plain(line))
    last = lines.at(-1)?.seq ?? last
    if (command.follow) continue
    if (lines.length > 0) return exits.fine
    asking.complain(inert(words.emptyLog(file)))
    return exits.asks
  }
  return exits.fine
}
