import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { type ConsoleHost, startConsoleHost } from '../host/console-host.ts'
import { until } from '../host/until.ts'
import { seededRandom } from '../kill/seeded-random.ts'
import { emitEvents } from './emit.ts'
import { type EventSource, startEventSource } from './event-source.ts'
import { type Gap, type Judgement, judge, type Outage } from './judge.ts'

export interface HistoryStrike {
  readonly kills: number
  readonly seed: number
  readonly say: (line: string) => void
}

export interface HistoryReport extends Judgement {
  readonly kills: number
  readonly seed: number
  /** How often the node could not be reached for a while. */
  readonly cuts: number
  /** Files that were set aside as damaged, and what the file itself says of its soundness. */
  readonly setAside: number
  readonly sound: string
  readonly holds: boolean
}

const everyMs = 20
const followedDeadlineMs = 60_000
const smesher = createHash('sha256').update('history under kill').digest()

function newProfile(address: string): string {
  const profile = mkdtempSync(join(tmpdir(), 'smeshdesk-history-kill-'))
  const addresses = { public: null, private: address, post: address }
  const node = { name: 'home', program: null, arguments: [], dataFolder: null, addresses }
  writeFileSync(join(profile, 'settings.json'), JSON.stringify({ version: 1, simulated: false, nodes: [node], services: [] }))
  return profile
}

/** The profile is free as soon as the kernel has taken the lock of the killed one away. */
const startHost = (profile: string): Promise<ConsoleHost> =>
  until('the next life has the profile', { deadlineMs: followedDeadlineMs }, () =>
    startConsoleHost({ profile }).catch((error: unknown) => {
      if (!String(error).includes('in use')) throw error
      return null
    }),
  )

/** Waits until the app follows the node; gives since when. */
async function followed(source: EventSource): Promise<number> {
  await until('the app follows the node', { deadlineMs: followedDeadlineMs, everyMs: 5 }, () => source.followers() > 0)
  return source.cameAt()
}

interface Struck {
  readonly source: EventSource
  readonly profile: string
  readonly random: () => number
}

/** For a while nobody reaches the node, which goes on. */
async function cutOff({ source, random }: Struck): Promise<void> {
  await wait(random() * 600)
  source.cut()
  await wait(random() * 3_000)
  await source.mend()
}

interface Life {
  /** When it followed the node; `null`: it died before. */
  readonly followedAt: number | null
  readonly killedAt: number
  readonly isCut: boolean
}

/** One life of the app, up to a random moment of it; some die while they start. */
async function oneLife(struck: Struck): Promise<Life> {
  const { source, profile, random } = struck
  const host = await startHost(profile)
  const isEarly = random() < 0.15
  const followedAt = isEarly ? null : await followed(source)
  const isCut = !isEarly && random() < 0.25
  if (isCut) await cutOff(struck)
  await wait(random() * (isEarly ? 300 : 2_500))
  const killedAt = Date.now()
  await host.end('SIGKILL')
  return { followedAt, killedAt, isCut }
}

function readHistory(profile: string) {
  const database = new DatabaseSync(join(profile, 'history.sqlite'), { readOnly: true })
  try {
    const rows = database
      .prepare("SELECT CAST(at AS REAL) AS at, what FROM happenings WHERE kind IN ('node-event', 'proposal') ORDER BY id")
      .all()
    const kept = rows.map(({ at, what }) => ({ at: Number(at), event: String((JSON.parse(String(what)) as { event: string }).event) }))
    const gaps = database.prepare('SELECT node, cause, since, until FROM gaps ORDER BY id').all() as unknown as Gap[]
    const [sound] = Object.values(database.prepare('PRAGMA integrity_check').get() ?? {})
    const first = Number(database.prepare('SELECT first FROM life').get()?.first)
    return { kept, gaps, first, sound: String(sound) }
  } finally {
    database.close()
  }
}

/** From each kill to the moment at which the next life that lasted followed again. */
const outagesOf = (lives: readonly Life[], lastFollowedAt: number): Outage[] =>
  lives.map(({ killedAt }, index) => {
    const next = lives.slice(index + 1).find(({ followedAt }) => followedAt !== null)
    return { killedAt, followedAt: next?.followedAt ?? lastFollowedAt }
  })

async function liveAndDie(struck: Struck, { kills, say }: HistoryStrike): Promise<Life[]> {
  const lives: Life[] = []
  while (lives.length < kills) {
    const life = await oneLife(struck)
    lives.push(life)
    say(`${lives.length} of ${kills}: killed ${life.followedAt === null ? 'at its start' : `after ${life.killedAt - life.followedAt} ms`}`)
    await wait(struck.random() * 4_000)
  }
  return lives
}

/** The last life hears all that is sent, and says goodbye. */
async function lastLife({ source, profile }: Struck, stop: () => void): Promise<number> {
  const host = await startHost(profile)
  const followedAt = await followed(source)
  await wait(1_000)
  stop()
  await wait(1_000)
  await host.end('SIGTERM')
  return followedAt
}

/** Kills the app at random moments while a node sends events, and judges what it has kept of them. */
export async function strikeHistory(strike: HistoryStrike): Promise<HistoryReport> {
  const source = await startEventSource(smesher)
  const struck: Struck = { source, profile: newProfile(source.address), random: seededRandom(strike.seed) }
  const emitting = emitEvents(source, smesher, everyMs)
  try {
    const lives = await liveAndDie(struck, strike)
    const lastFollowedAt = await lastLife(struck, emitting.stop)
    const { kept, gaps, first, sound } = readHistory(struck.profile)
    const judged = judge({ sent: emitting.sent, kept, gaps, first, outages: outagesOf(lives, lastFollowedAt) })
    if (judged.uncovered.length + judged.lost.length > 0) strike.say(JSON.stringify(gaps))
    const setAside = readdirSync(struck.profile).filter((name) => name.includes('damaged')).length
    const faults = [...judged.twice, ...judged.lost, ...judged.madeUp, ...judged.uncovered]
    const holds = faults.length === 0 && setAside === 0 && sound === 'ok' && judged.kept > 0 && judged.killedGaps > 0
    const cuts = lives.filter(({ isCut }) => isCut).length
    return { ...judged, kills: lives.length, seed: strike.seed, cuts, setAside, sound, holds }
  } finally {
    emitting.stop()
    source.stop()
    rmSync(struck.profile, { recursive: true, force: true })
  }
}
