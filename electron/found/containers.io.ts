import { execFile } from 'node:child_process'
import { basename } from 'node:path'
import { saw } from '../contract/seen.ts'
import { type Container, readInspected } from './containers.ts'

const known = ['docker', 'podman']
/** A daemon that hangs keeps nobody waiting. */
const patienceMs = 2_500
const outputLimit = 4 * 1024 * 1024

/** A tool that is set to another computer, or to a virtual machine, would tell of containers that are not here. */
function environment(): NodeJS.ProcessEnv {
  const { DOCKER_HOST: _host, CONTAINER_HOST: _other, CONTAINER_CONNECTION: _connection, ...own } = process.env
  return { ...own, DOCKER_CONTEXT: 'default' }
}

/** `null`: it is not there, was refused, took too long, or said more than anybody reads. */
const ask = (tool: string, args: readonly string[]): Promise<string | null> =>
  new Promise((resolve) => {
    const limits = { timeout: patienceMs, killSignal: 'SIGKILL', maxBuffer: outputLimit, windowsHide: true, env: environment() } as const
    execFile(tool, [...args], limits, (failure, output) => resolve(failure === null ? output : null))
  })

async function ofTool(tool: string): Promise<{ readonly containers: readonly Container[]; readonly whole: boolean }> {
  const ids = (await ask(tool, ['ps', '--all', '--quiet', '--no-trunc']))?.split('\n').filter((id) => /^[0-9a-f]{12,64}$/.test(id))
  if (ids === undefined) return { containers: [], whole: false }
  if (ids.length === 0) return { containers: [], whole: true }
  const text = await ask(tool, ['inspect', '--type', 'container', ...ids.slice(0, 500)])
  const read = text === null ? null : readInspected(text)
  return read === null ? { containers: [], whole: false } : { ...read, whole: read.whole && ids.length <= 500 }
}

interface Programs {
  readonly processes: readonly { readonly argv: readonly string[] }[]
}

/** On Linux its socket would start a daemon that rests, and with it every container that is to run always: perhaps a second node with a key. */
const rests = (tool: string, { processes }: Programs): boolean =>
  process.platform === 'linux' && basename(tool) === 'docker' && !processes.some(({ argv }) => basename(argv[0] ?? '') === 'dockerd')

interface Seen {
  readonly containers: readonly Container[]
  readonly unseen: readonly string[]
}

const notLooked = (tool: string): string => saw('containers-not-looked', basename(tool))

/** No tool was asked: of its containers nothing is known. */
export const noContainers = (tools: readonly string[] = known): Seen => ({ containers: [], unseen: tools.map(notLooked) })

/** Containers of this computer, as their own tools list them. A tool that is absent or gives no answer is told: nothing is known of its containers. */
export async function containersHere(running: Programs, tools: readonly string[] = known): Promise<Seen> {
  const all = await Promise.all(
    tools.map(async (tool) => ({ tool, ...(rests(tool, running) ? { containers: [], whole: false } : await ofTool(tool)) })),
  )
  return {
    containers: all.flatMap(({ containers }) => containers),
    unseen: all.flatMap(({ tool, whole }) => (whole ? [] : [notLooked(tool)])),
  }
}
