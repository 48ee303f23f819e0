import { findHere } from '../../electron/found/index.ts'
import { testDeps } from '../../electron/found/testing/deps.io.ts'

/** What is found from wherever this is started: `ROOT HOME`; the answer as JSON. No time passes: a busy machine finds as much as any. */
const [root = '', home = ''] = process.argv.slice(2)
process.stdout.write(JSON.stringify(await findHere(testDeps(home), () => 0, { root, home, drives: [], tools: [] })))
