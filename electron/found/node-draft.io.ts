import { tmpdir } from 'node:os'
import type { DraftNote, NodeDraft } from '../contract/model/door.ts'
import { folderWhenUnsaid, loadNodeConfig, type NodeConfig } from '../nodes/index.ts'
import { nodePathFlags, withPaths } from './argv-roles.ts'
import { defaultListeners, dialOf } from './dial.ts'
import { absolute, type DraftDeps, type DraftSource, isSimulated, shown } from './entry-maker.io.ts'
import { freeName } from './free-name.ts'

export interface NodeSource extends DraftSource {
  /** Whether the program's own defaults may be told: it runs, or its command line is whole. */
  readonly whole: boolean
}

function folderOf(source: NodeSource, config: NodeConfig): string | null {
  if (source.dataFolder !== null) return source.dataFolder
  if (config.dataFolder !== null) return absolute(config.dataFolder.replace(/^~(?=\/|$)/, source.standing.home), source.standing)
  return source.whole && config.problems.length === 0
    ? folderWhenUnsaid(config.preset, { home: source.standing.home, temporary: tmpdir() })
    : null
}

/** Addresses to dial, from flags, config and the program's defaults. */
function addressesOf(config: NodeConfig, whole: boolean): NodeDraft['addresses'] {
  const { listeners, preset, problems } = config
  const usual = whole && problems.length === 0 ? defaultListeners(preset) : { public: null, private: null }
  return {
    public: listeners.public === null ? usual.public : dialOf(listeners.public),
    private: listeners.private === null ? usual.private : dialOf(listeners.private),
    post: dialOf(listeners.post),
  }
}

const isRelative = (path: string): boolean => !/^(?:[/~]|[A-Za-z]:[/\\]|\\\\)/.test(path)

/** The arguments with absolute paths: Smeshdesk starts programs in its own folder, not where this one was started. */
function movedArguments({ args, standing }: NodeSource): { readonly args: string[]; readonly unsure: boolean } {
  let unsure = false
  const moved = withPaths(args, nodePathFlags, (path) => {
    if (!isRelative(path)) return path
    const whole = absolute(path, standing)
    unsure = unsure || whole === null
    return whole ?? path
  })
  return { args: moved, unsure }
}

/** A node's entry, as its command line and config describe it, with what was read of them. Read only. */
export async function readNode(source: NodeSource, deps: DraftDeps): Promise<{ readonly draft: NodeDraft; readonly config: NodeConfig }> {
  const { args, unsure } = movedArguments(source)
  const config = await loadNodeConfig(args, source.standing.folder ?? deps.profileFolder)
  const folder = folderOf(source, config)
  const notes: DraftNote[] = [...source.notes]
  if (unsure) notes.push('relative-path')
  if (config.problems.length > 0) notes.push('config-unread')
  if (source.whole && config.problems.length === 0 && config.listeners.post === null) notes.push('post-not-named')
  else if (config.listeners.post !== null && dialOf(config.listeners.post) === null) notes.push('post-changes')
  const taken = deps.settings.nodes.map(({ name }) => name)
  const draft = {
    name: folder === null ? '' : freeName(folder, taken),
    program: await shown(source.program, 'program', deps),
    dataFolder: await shown(folder, 'folder', deps),
    arguments: args,
    addresses: addressesOf(config, source.whole),
    simulated: await isSimulated(folder),
    notes,
  }
  return { draft, config }
}
