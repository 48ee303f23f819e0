// Runs a devnet program straight from the sources: `node devnet.entry.ts devnet NAME ARGUMENTS`.
import { runDevnet } from '../../electron/devnet/main.ts'

process.exit(await runDevnet(process.argv.slice(3)))
