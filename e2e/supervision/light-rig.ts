import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPrograms, type Programs, type ProgramsOptions, type SlotKey } from '../../electron/processes/index.ts'
import { checkSettings, resolvePaths, type Settings, writeSettings } from '../../electron/settings/index.ts'

/**
 * A stand-in for post-service that costs a megabyte: a shell that says what a registered service says and then waits for ever. Its file
 * `mode` says how it is, read at each start; each start adds its pid to `starts`.
 */
const light = `#!/bin/sh
while [ "$1" != --dir ]; do shift; done
dir=$2
echo $$ >>"$dir/starts"
read mode <"$dir/mode"
[ "$mode" = stubborn ] && trap '' TERM
say() { echo "[$(date -u +%Y-%m-%dT%H:%M:%SZ) INFO  $1] $2" >&2; }
say post_service 'POST network parameters: {}'
if [ "$mode" = gives-up ]; then
  say post_service::client 'could not connect to the node: refused'
  echo 'Error: max retries (1) reached' >&2
  exit 1
fi
if [ "$mode" = clap ]; then
  echo "error: unexpected argument '--bogus' found" >&2
  exit 2
fi
say post_service::client 'obtained metadata: PostMetadata { }'
while :; do read _ <"$dir/hold"; done
`

export interface LightRig {
  readonly folder: string
  readonly settings: Settings
  readonly names: readonly string[]
  readonly program: string
  readonly key: (name: string) => SlotKey
  readonly data: (name: string) => string
  readonly mode: (name: string, mode: string) => Promise<void>
  readonly starts: (name: string) => Promise<number[]>
  readonly programs: (part?: Partial<ProgramsOptions>) => Programs
}

interface Wanted {
  /** Of a rig that is not, memory counts. */
  readonly simulated?: boolean
  readonly program?: string
  readonly args?: readonly string[]
}

/** A profile with so many services, each with an identity of its own. */
export async function lightRig(count: number, { simulated = true, program = light, args = [] }: Wanted = {}): Promise<LightRig> {
  const folder = await mkdtemp(join(tmpdir(), 'smeshdesk-supervision-'))
  const path = join(folder, 'post-service')
  await writeFile(path, program)
  await chmod(path, 0o755)
  const names = Array.from({ length: count }, (_, at) => `s${String(at).padStart(4, '0')}`)
  const data = (name: string): string => join(folder, 'post', name)
  for (const name of names) {
    await mkdir(data(name), { recursive: true })
    const metadata = {
      NodeId: randomBytes(32).toString('base64'),
      CommitmentAtxId: randomBytes(32).toString('base64'),
      LabelsPerUnit: 1024,
      NumUnits: 1,
      MaxFileSize: 16384,
      Nonce: 1,
    }
    await writeFile(join(data(name), 'postdata_metadata.json'), JSON.stringify(metadata))
    await writeFile(join(data(name), 'mode'), 'runs\n')
  }
  execFileSync(
    'mkfifo',
    names.map((name) => join(data(name), 'hold')),
  )
  const settings = checkSettings({
    version: 1,
    simulated,
    nodes: [],
    services: names.map((name) => ({
      name,
      program: 'post-service',
      arguments: ['--dir', data(name), '--address', 'http://127.0.0.1:1', '--threads', '1', ...args],
      dataFolder: data(name),
      node: null,
      operatorAddress: null,
    })),
  })
  await writeSettings(folder, settings)
  const resolved = resolvePaths(settings, folder)
  return {
    folder,
    settings: resolved,
    names,
    program: path,
    data,
    key: (name) => {
      const service = resolved.services.find((one) => one.name === name)
      if (service === undefined) throw new Error(`no service ${name}`)
      return { kind: 'service', name: service.name }
    },
    mode: (name, mode) => writeFile(join(data(name), 'mode'), `${mode}\n`),
    starts: async (name) => (await readFile(join(data(name), 'starts'), 'utf8').catch(() => '')).split('\n').filter(Boolean).map(Number),
    programs: (part = {}) => createPrograms({ profileFolder: folder, settings: resolved, tickMs: 100, ...part }),
  }
}
