import type { Ground } from '../contract/model/found.ts'
import { realOr } from '../processes/index.ts'
import { type StartFiles, type StartPlace, startPlaces } from '../silence/index.io.ts'
import { scriptsIn, startsNodeOf } from '../silence/index.ts'
import { isServiceLine, nodeLine, splitLine, startsAlone } from './argv-roles.ts'
import { absolute, type DraftDeps, type DraftSource } from './entry-maker.io.ts'
import { ground, type NodeFind, type ServiceFind } from './finds.ts'
import { lookAtFolder, mayRun } from './folder-kinds.io.ts'
import { readNode } from './node-draft.io.ts'
import { readService } from './service-draft.io.ts'
import { environmentFiles, type StartLine, type StartSource, startLines, userOf } from './start-lines.ts'

/** A text that starts something of the field. */
export interface FieldStart {
  readonly place: StartPlace
  readonly grounds: readonly Ground[]
  /** What its lines say that it starts, as entries without a process. */
  readonly nodes: readonly NodeFind[]
  readonly services: readonly ServiceFind[]
  /** Its lines name a program of the field, and what it does with it can't be told. */
  readonly names: 'field' | 'smapp' | null
  /** Whether it names this folder, or a config that does, in whatever way. */
  readonly mentions: (folder: string, configs: readonly string[]) => boolean
}

const scriptLimit = 20
const notScripts = /^\/(?:dev|proc|sys)\//
const programNames = /(?:^|[\s/"'=])(?:go-?spacemesh|post-service)(?=$|[\s"'.;:@-])/
/** guess: as SMApp's packages name their program. */
const smappNames = /(?:^|\/)(?:smapp|spacemesh[_-]app|spacemesh(?:[-_]v?\d[\w.-]*)?(?:\.appimage)?)$/i
/** They name programs without starting any. */
const onlyLooks = /(?:^|\/)(?:pgrep|pkill|killall|grep|egrep|echo|printf|logger|journalctl|tail|cat|ls|test|\[)$/

interface Deps {
  readonly files: StartFiles
  readonly draft: DraftDeps
  /** The home folder of a user by name; `null`: not known. */
  readonly homeOf: (user: string) => string | null
}

/** A place and the scripts that it runs, one level deep. */
async function sourcesOf(place: StartPlace, { files, homeOf }: Deps): Promise<(StartSource & { readonly more: string })[]> {
  const { by, path, text } = place
  const home = place.home ?? homeOf(userOf(place) ?? 'root')
  const more = (await Promise.all(environmentFiles(text).map((file) => files.read(file)))).join('\n')
  const scripts = scriptsIn(text, home ?? '').filter((file) => !notScripts.test(file) && !environmentFiles(text).includes(file))
  const texts = await Promise.all(scripts.slice(0, scriptLimit).map(async (file) => ({ file, text: await files.read(file) })))
  const own = { by, path, text, home, more }
  const folder = startLines(own, more)[0]?.folder ?? home
  return [
    own,
    ...texts.flatMap((script) =>
      script.text === null ? [] : [{ by: 'script' as const, path: script.file, text: script.text, home, folder, more }],
    ),
  ]
}

async function sourceOf({ argv, folder }: StartLine, home: string | null): Promise<DraftSource> {
  const line = splitLine(argv)
  const standing = { folder, home: home ?? '/root' }
  const named = startsAlone(line) ? line.words[0] : line.words.length === 2 ? line.words[1] : undefined
  const path = named === undefined ? null : absolute(named, standing)
  const program = path !== null && (await mayRun(path)) ? path : null
  return { args: line.args, program, dataFolder: null, standing, notes: program === null ? ['program-gone'] : [] }
}

const idle = { pid: null, parent: null, network: null, group: '' } as const
const folderOf = async ({ dataFolder }: { readonly dataFolder: { readonly path: string } | null }) => {
  const folder = dataFolder === null ? null : await realOr(dataFolder.path)
  return { folder, look: folder === null ? null : await lookAtFolder(folder) }
}

/** A node that nothing is seen running of. */
export async function idleNode(
  source: DraftSource & { readonly whole: boolean },
  deps: DraftDeps,
  grounds: readonly Ground[],
): Promise<NodeFind> {
  const { draft, config } = await readNode(source, deps)
  const read = config.problems.length === 0
  const at = (path: string | null) => (read && path !== null ? absolute(path, source.standing) : null)
  return {
    ...idle,
    draft,
    ...(await folderOf(draft)),
    post: draft.addresses.post,
    configFile: at(config.configFile),
    postFolder: at(config.postFolder),
    grounds,
  }
}

export async function idleService(source: DraftSource, deps: DraftDeps, grounds: readonly Ground[]): Promise<ServiceFind> {
  const { draft, dials } = await readService(source, deps)
  return { ...idle, draft, dials, ...(await folderOf(draft)), grounds }
}

/** A unit of a template by its instance's name. */
const groundsOf = ({ by, path, name, on, parts }: StartPlace): Ground[] => [
  ground(by, by === 'unit' || by === 'user-unit' ? path.replace(/[^/]*$/, name) : path, on),
  ...parts.map((part) => ground(part.by, part.path)),
]

async function fieldStart(place: StartPlace, deps: Deps): Promise<FieldStart> {
  const own = groundsOf(place)
  const nodes: NodeFind[] = []
  const services: ServiceFind[] = []
  let names: FieldStart['names'] = null
  const sources = await sourcesOf(place, deps)
  for (const source of sources) {
    const grounds = source.by === 'script' ? [...own, ground('script', source.path)] : own
    for (const line of startLines(source, source.more)) {
      const words = line.argv.join(' ')
      const node = line.whole ? nodeLine(line.argv) : 'no'
      if (node !== 'no') {
        const find = await idleNode({ ...(await sourceOf(line, source.home)), whole: source.home !== null }, deps.draft, grounds)
        if (node === 'is' || find.look?.is === 'node') nodes.push(find)
      } else if (line.whole && isServiceLine(line.argv))
        services.push(await idleService(await sourceOf(line, source.home), deps.draft, grounds))
      else if (onlyLooks.test(line.argv[0] ?? '')) continue
      else if (programNames.test(words)) names = 'field'
      else if (smappNames.test(line.argv[0] ?? '')) names ??= 'smapp'
    }
  }
  const mentions: FieldStart['mentions'] = (folder, configs) =>
    sources.some(({ text, home }) => startsNodeOf(text, { folder, configs, home: home ?? '' }))
  return { place, grounds: own, nodes, services, names, mentions }
}

/** Every text of this computer that starts programs, as far as it has to do with the field. What could not be read is told by `files`. */
export async function startsHere(homes: readonly string[], deps: Deps): Promise<readonly FieldStart[]> {
  const places = await startPlaces(deps.files, homes)
  // Of a template with instances these count; other units than services start nothing themselves.
  const wanted = places.filter(({ name, by, path }) => {
    if (!by.endsWith('unit')) return true
    return name.endsWith('@.service') ? !places.some((other) => other.path === path && other.name !== name) : name.endsWith('.service')
  })
  return Promise.all(wanted.map((place) => fieldStart(place, deps)))
}
