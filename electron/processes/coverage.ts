/** Why a list of this computer's processes, locks or listeners may lack some. */
export type BlindSpot =
  /** This system doesn't show them. */
  | 'platform'
  /** Smeshdesk runs in a container or name space of its own: what runs outside is not in its lists. */
  | 'process-space'
  | 'network-space'
  /** `/proc` is mounted so that it hides other users' processes. */
  | 'hidden-processes'
  /** One process, by its number, may not be looked into at all. */
  | `process ${number}`

/** What the kernel says of this very process. */
export interface OwnPlace {
  /** `/proc/self/ns/pid`, as it reads. */
  readonly processSpace: string | null
  /** `/proc/self/ns/net` and `/proc/1/ns/net`; the second may be read by few. */
  readonly networkSpace: string | null
  readonly firstNetworkSpace: string | null
  /** Settings of the whole network, `/proc/sys/net/core/dev_weight`, are there. */
  readonly seesNetworkSettings: boolean
  /** `/proc/self/mountinfo`. */
  readonly mounts: string | null
  /** `/proc/self/status`. */
  readonly status: string | null
}

/** The number of the first space of processes, the same in every kernel since 3.8: whoever is in it sees all processes. */
const firstProcessSpace = 'pid:[4026531836]'
const traceAny = 19n

/** The options of `/proc`, of the mount that counts: the last one on that point. */
function optionsOfProc(mounts: string): readonly string[] {
  const lines = mounts.split('\n').filter((line) => line.split(' ')[4] === '/proc')
  const [before = '', after = ''] = (lines.at(-1) ?? '').split(' - ')
  return [...(before.split(' ')[5] ?? '').split(','), ...(after.split(' ')[2] ?? '').split(',')]
}

const optionOf = (options: readonly string[], name: string): string | null =>
  options.find((option) => option.startsWith(`${name}=`))?.slice(name.length + 1) ?? null

function groupsOf(status: string): readonly string[] {
  const numbers = (name: string) => (new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '').split(/\s+/)
  // The fourth is the one that files are looked at with.
  return [numbers('Gid')[3] ?? '', ...numbers('Groups')]
}

const mayTraceAny = (status: string): boolean =>
  ((BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'}`) >> traceAny) & 1n) === 1n

/** `hidepid` by number or word; whoever may trace all, or is of the group that is let through, sees all the same. */
function hidesProcesses({ mounts, status }: OwnPlace): boolean {
  if (mounts === null) return true
  const options = optionsOfProc(mounts)
  const hides = optionOf(options, 'hidepid') ?? '0'
  if (hides === '0' || hides === 'off') return false
  if (status === null) return true
  if (mayTraceAny(status)) return false
  const byGroup = hides !== '4' && hides !== 'ptraceable'
  return !(byGroup && groupsOf(status).includes(optionOf(options, 'gid') ?? '0'))
}

/**
 * A user without rights can't read the first process's network, and in a container the first process is its own: settings that only the
 * computer's own network has say the same (tried on Linux 6.18).
 */
function isInFirstNetwork({ processSpace, networkSpace, firstNetworkSpace, seesNetworkSettings }: OwnPlace): boolean {
  const comparable = processSpace === firstProcessSpace && networkSpace !== null && firstNetworkSpace !== null
  return comparable ? networkSpace === firstNetworkSpace : seesNetworkSettings
}

/** What a look from this place can't see (docs/protocol.md §9). */
export function blindSpotsOf(place: OwnPlace): readonly BlindSpot[] {
  const blind: BlindSpot[] = []
  if (place.processSpace !== firstProcessSpace) blind.push('process-space')
  if (!isInFirstNetwork(place)) blind.push('network-space')
  if (hidesProcesses(place)) blind.push('hidden-processes')
  return blind
}
