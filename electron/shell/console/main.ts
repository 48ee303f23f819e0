import { join, resolve } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import type { Platform } from '../../platform.ts'
import { version } from '../../version.ts'
import { closeAndExit, endWhenUnhandled } from '../last-resort.ts'
import { defaultProfileFolder, thisSurroundings } from '../profile-folder.ts'
import { once, quitRequested } from '../quit.ts'
import { startFailure } from '../start-failure.ts'
import type { AutostartCommand } from './autostart-command.ts'
import { type Command, commandLine, helpText, parseCommandLine, type ServeCommand } from './command-line.ts'
import type { RigCommand } from './rig-command.ts'

const program = import.meta.filename

const say = (line: string) => process.stdout.write(`${line}\n`)
const complain = (line: string) => process.stderr.write(`${line}\n`)

const platform: Platform = {
  host: 'console',
  consoleProgram: [process.execPath, program],
  speak: async (news, now) => (await import('./spoken/notice-text.ts')).noticeText(news, now),
  log: (line) => complain(`${new Date().toISOString()} ${line}`),
}

const profileOf = (given: string | null): string => resolve(given ?? defaultProfileFolder(thisSurroundings()))

const runServe = async (command: ServeCommand): Promise<number> => {
  // Lets the heap grow with what is in use, not with what the machine has: a busy host of a thousand identities took 300 MiB, and takes 120.
  setFlagsFromString('--optimize-for-size')
  const end = quitRequested(process, () => say('Smeshdesk ends as soon as the step under way has ended, within two minutes.'))
  const [{ startServing }, { createApp }] = await Promise.all([import('./serve.ts'), import('../../app.ts')])
  const profileFolder = profileOf(command.profile)
  // A log that nobody reads any more ends nothing.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  const serving = await startServing(command, { startCore: createApp, platform, profileFolder, program })
  const ending = { close: once(() => serving.close()), exit: (code: number) => process.exit(code), log: platform.log }
  endWhenUnhandled(process, ending)
  const link = serving.link()
  say(`Smeshdesk is at ${link}`)
  const door = command.doorFile === null ? ['--profile', profileFolder] : ['--token-file', resolve(command.doorFile)]
  say(
    `The link opens once, within a minute. For another: ${commandLine([...platform.consoleProgram, 'code', ...door], process.platform === 'win32')}`,
  )
  if (command.open) {
    const { openBrowser } = await import('./open-browser.ts')
    void openBrowser(link).then(
      (opened) => opened || say('No browser could be opened from here: paste the link into one on this computer.'),
    )
  }
  await end
  await closeAndExit(ending, 0)
  return 0
}

const runCode = async ({ profile, doorFile }: Extract<Command, { name: 'code' }>): Promise<number> => {
  const [{ askLink }, { readDoorFile }] = await Promise.all([import('./meet-host.ts'), import('./door-file.ts')])
  say(await askLink(await readDoorFile(doorFile ?? join(profileOf(profile), 'door.json'))))
  return 0
}

/** Asks a core that only looks; its log is nobody's here. */
const askHelp = async (command: Extract<Command, { name: 'doctor' | 'support-bundle' }>): Promise<number> => {
  const [{ runDoctor, runSupportBundle }, { createApp }] = await Promise.all([import('./help.ts'), import('../../app.ts')])
  const options = { profileFolder: profileOf(command.profile), platform: { ...platform, log: () => undefined }, version }
  const asked = { startCore: createApp, options, say }
  return command.name === 'doctor' ? runDoctor(asked, command.json) : runSupportBundle(asked, resolve(command.to))
}

const askAutostart = async (command: AutostartCommand): Promise<number> => {
  const [{ createAutostart }, { runAutostart }] = await Promise.all([import('../../autostart/index.ts'), import('./run-autostart.ts')])
  const { scope, user } = command
  const { consoleProgram } = platform
  const autostart = createAutostart({ profileFolder: profileOf(command.profile), consoleProgram, scope, user })
  return runAutostart(command, { autostart, isRoot: process.getuid?.() === 0, say, complain })
}

/** Asks the rig of a profile: the host that has it, or, only to look, a core of this very process. */
const askRig = async (command: RigCommand): Promise<number> => {
  // Whoever reads from us may stop reading.
  process.stdout.on('error', () => process.exit(0))
  const { runRig } = await import('./rig/run-rig.ts')
  const profileFolder = profileOf(command.profile)
  const place = {
    doorFile: command.doorFile ?? join(profileFolder, 'door.json'),
    startCore: async () => (await import('../../app.ts')).createApp,
    options: { profileFolder, platform: { ...platform, log: () => undefined }, version },
  }
  return runRig(command, { place, say, complain, room: process.stdout.isTTY ? process.stdout.columns : null, now: Date.now })
}

const run = async (command: Command): Promise<number> => {
  switch (command.name) {
    case 'serve':
      return runServe(command)
    case 'code':
      return runCode(command)
    case 'list':
    case 'act':
    case 'log':
      return askRig(command)
    case 'binaries': {
      const { runBinaries } = await import('./binaries.ts')
      return runBinaries(command, { profileFolder: profileOf(command.profile), say, complain })
    }
    case 'autostart':
      return askAutostart(command)
    case 'doctor':
    case 'support-bundle':
      return askHelp(command)
    case 'devnet': {
      const { runDevnet } = await import('../../devnet/main.ts')
      // As the real programs do: at its end nothing that is still open keeps it.
      return process.exit(await runDevnet(command.args))
    }
    case 'version':
      say(version)
      return 0
    case 'help':
      say(helpText)
      return 0
    case 'wrong':
      complain(`${command.sentence}\nsmeshdesk --help names the commands.`)
      return 2
  }
}

/** Of Node's own warnings only "experimental" is dropped: it names parts that we chose knowingly (node:sqlite). */
const quietExperimental = () => {
  const others = process.listeners('warning')
  process.removeAllListeners('warning')
  process.on('warning', (warning) => {
    if (warning.name !== 'ExperimentalWarning') for (const listener of others) listener(warning)
  })
}

quietExperimental()
try {
  process.exitCode = await run(parseCommandLine(process.argv.slice(2)))
} catch (error) {
  complain(startFailure(error))
  process.exitCode = 1
}
