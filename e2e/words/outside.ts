import { scenes } from '../../renderer/testing/scenes.ts'

/** Where the fixture holds what a person named, or what a program or a system said. */
const outside =
  /^(?:name|node|nodes|service|source|target|disk|path|folder|file|files|program|arguments|commandLine|line|lines|text|help|level|network|version|address|host|identityName|names)$/

/** Units of measure, and the clock that needs no translation. */
const units = ['min', 'bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'UTC']

function wordsIn(data: unknown, isOutside: boolean, into: Set<string>): void {
  if (typeof data === 'string' && isOutside) for (const word of data.match(/[A-Za-z][A-Za-z’'-]*/g) ?? []) into.add(word)
  if (typeof data !== 'object' || data === null) return
  for (const [key, one] of Object.entries(data)) wordsIn(one, Array.isArray(data) ? isOutside : outside.test(key), into)
}

/** Words of the gallery that are nobody's to translate. */
export async function outsideWords(): Promise<readonly string[]> {
  const words = new Set(units)
  for (const { state } of Object.values(scenes)) wordsIn(state, false, words)
  return [...words]
}
