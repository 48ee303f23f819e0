import { findHere } from '../../electron/found/index.ts'
import { testDeps } from '../../electron/found/testing/deps.io.ts'

/** What is found from wherever this is started: `ROOT HOME`; the answer as JSON. */
const [root = '', home = ''] = process.argv.slice(2)
process.stdout.write(JSON.stringify(await findHere(testDeps(home), Date.now, { root, home, drives: [], tools: [] })))
