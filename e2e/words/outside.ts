import { configAnswers } from '../../renderer/testing/config-scenes.ts'
import { fakeClient } from '../../renderer/testing/fake-client.ts'
import { scenes } from '../../renderer/testing/scenes.ts'

/** Where the fixture holds what a person named, or what a program or a system said. */
const outside =
  /^(?:name|node|nodes|service|source|target|disk|path|folder|file|files|program|arguments|commandLine|line|lines|text|help|level|network|version|address|host|identityName|names)$/

/** Units of measure, kinds of a journal's records, names that node and service have on the wire, and lines that they are quoted with. */
const quoted = `min bytes KiB MiB GiB TiB UTC INTENT DONE EVIDENCE IDLE PROVING
  go-spacemesh post-service postcli profiler merge-nodes poet k2pow-service
  post service already registered
  FATAL invalid config: genesis-time is missing`

function wordsIn(data: unknown, isOutside: boolean, into: Set<string>): void {
  if (typeof data === 'string' && isOutside) for (const word of data.match(/[A-Za-z][A-Za-z’'-]*/g) ?? []) into.add(word)
  if (typeof data !== 'object' || data === null) return
  for (const [key, one] of Object.entries(data)) wordsIn(one, Array.isArray(data) ? isOutside : outside.test(key), into)
}

/** Lines of a log, and what a node told, as the gallery's client has them. */
async function streams(): Promise<readonly unknown[]> {
  const [scene] = Object.values(scenes)
  if (scene === undefined) return []
  const { logs, identities } = fakeClient({ state: scene.state })
  const log = logs.watchLog({ kind: 'service', name: Object.values(scene.state.services)[0]?.name ?? '' } as never)[Symbol.asyncIterator]()
  const told = identities.watchTimeline({ id: '' } as never)[Symbol.asyncIterator]()
  return [(await log.next()).value, (await told.next()).value]
}

/** Words of the gallery that are nobody's to translate. */
export async function outsideWords(): Promise<readonly string[]> {
  const words = new Set<string>()
  wordsIn({ text: quoted }, false, words)
  for (const { state } of Object.values(scenes)) wordsIn(state, false, words)
  wordsIn(configAnswers, false, words)
  for (const said of await streams()) wordsIn(said, false, words)
  return [...words].map((word) => word.toLowerCase())
}
