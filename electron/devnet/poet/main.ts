import { writeSync } from 'node:fs'
import { homedir } from 'node:os'
import { goReason } from '../node/go-file-error.ts'
import { readEnvironment } from '../shared/environment.ts'
import { claimFolder, refusedReal } from '../shared/simulated-folder.ts'
import { PoetBook } from './poet-book.ts'
import { type PoetOptions, readPoetOptions } from './poet-options.ts'
import { servePoet } from './poet-server.ts'

/**
 * The simulated PoET server: REST listener, rounds by the clock. It ends by SIGTERM's default, without a last word, as the real
 * one does. guess: its gRPC listeners and its metrics are not simulated.
 */
export async function runPoet(argv: readonly string[]): Promise<number> {
  const { version } = readEnvironment(process.env, '0.10.8')
  const command = readPoetOptions(argv, process.env.HOME ?? homedir())
  switch (command.run) {
    case 'version':
      writeSync(1, `v${version}\n`)
      return 0
    case 'help':
      writeSync(
        1,
        'Usage:\n  poet [OPTIONS]\n\nApplication Options:\n      --genesis-time=              Genesis timestamp in RFC3339 format\n',
      )
      return 1
    case 'refuse':
      writeSync(1, command.stdout)
      writeSync(2, command.stderr)
      return 1
    case 'serve':
      writeSync(1, command.said)
      return await serve(command.options, version)
  }
}

async function serve(options: PoetOptions, version: string): Promise<number> {
  const notOurs = claimFolder(options.folder)
  if (notOurs !== null) {
    writeSync(2, `${notOurs}\n`)
    return refusedReal
  }
  const started = Date.now()
  const genesisMs = options.genesisMs ?? started
  const fields = { version: `v${version}`, 'poet dir': options.folder, genesis: new Date(genesisMs).toISOString() }
  writeSync(1, `${new Date(started).toISOString()}\tINFO\tstarting up poet\t${JSON.stringify(fields)}\n`)
  const { epochMs, phaseShiftMs, cycleGapMs } = options
  const poet = {
    clock: { genesisMs, epochMs, phaseShiftMs, cycleGapMs },
    book: new PoetBook(options.folder),
    certifier: { url: '', pubkey: '' },
    now: () => Date.now(),
  }
  const [, host = '127.0.0.1', port = '8080'] = /^(.*):(\d+)$/.exec(options.listen) ?? []
  try {
    await servePoet(poet, host, Number(port))
  } catch (error) {
    writeSync(2, `failed to create server: failed to listen: listen tcp ${options.listen}: bind: ${goReason(error)}\n`)
    return 1
  }
  return await new Promise<number>(() => undefined)
}
