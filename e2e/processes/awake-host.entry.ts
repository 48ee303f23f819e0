// Holds the system awake by the program that is given, so that a test can kill it hard.
import { runInhibitor } from '../../electron/awake/inhibitor.io.ts'
import { inhibitorCommand } from '../../electron/awake/inhibitor-command.ts'

const [program = ''] = process.argv.slice(2)
runInhibitor([program, ...(inhibitorCommand('linux', 'PoST proof: a') ?? []).slice(1)], {
  held: () => process.stdout.write('held\n'),
  ended: (line) => process.stdout.write(`${line}\n`),
})
