import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { configFileOf, type NodeConfig, readNodeConfig } from './node-config.ts'

const configLimit = 1024 * 1024

async function readLimited(path: string): Promise<string | null> {
  try {
    const file = await open(path, 'r')
    try {
      const facts = await file.stat()
      return facts.isFile() && facts.size <= configLimit ? await file.readFile('utf8') : null
    } finally {
      await file.close()
    }
  } catch {
    return null
  }
}

/**
 * Reads the configuration that a node's command line names; relative paths count from `folder`, where the node is started.
 * Read only; at most 1 MiB; a file that can't be read is named in `problems`.
 */
export async function loadNodeConfig(args: readonly string[], folder: string): Promise<NodeConfig> {
  const file = configFileOf(args)
  if (file === null) return readNodeConfig(args, null)
  const text = await readLimited(resolve(folder, file))
  const config = readNodeConfig(args, text)
  // Presets and timings of an unread file would only be the defaults of another network.
  return text === null ? { ...config, timing: null, problems: [...config.problems, `${file} can't be read`] } : config
}
