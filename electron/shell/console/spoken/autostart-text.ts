import { faultWords } from '../../../../renderer/words/errors.ts'
import { startWords as words } from '../../../../renderer/words/start.ts'
import type { Autostart } from '../../../contract/model/autostart.ts'
import { inert, inertLines } from './terminal.ts'

export { startWords } from '../../../../renderer/words/start.ts'

/** Whether it starts by itself; where it is shown, what is written and run, too. */
export function autostartText({ kind, state, file, text, commands, linger }: Autostart, act: 'show' | 'install' | 'remove'): string {
  if (kind === 'none') return words.none
  const written = [
    '',
    `${words.kinds[kind]}. ${words.file}: ${inert(file)}`,
    `${words.text}:`,
    '',
    inertLines(text.replaceAll('\r\n', '\n')),
    ...commands.map((command) => inert(words.runs(command.join(' ')))),
  ]
  return [
    act === 'remove' ? words.removed : words.states[state],
    ...(linger === null || act === 'remove' ? [] : [words.linger[linger]]),
    ...(act === 'show' ? written : []),
  ].join('\n')
}

export function faultLine(error: unknown): string {
  const { title, why, act, reference } = faultWords(error)
  return inert([`${title}.`, why, act, reference ?? ''].filter((part) => part !== '').join(' '))
}
