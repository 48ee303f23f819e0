import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { networkAt, pieceAt } from '../shared/network-clock.ts'
import { breakNames, isBreakName, targets } from './breaks.ts'
import { shortBefore, withBroken, withEnd, withMended, withSpeed } from './change.ts'
import { openPlayground, type Playground, savePlayground } from './state.ts'

const USAGE = `Usage: smeshdesk devnet playground FOLDER [--before-gap SECONDS] [--before-registration SECONDS]
         [--speed RATE] [--until SECONDS] [--break NAME] [--mend NAME]

Changes a playground that "devnet rig --playground" made, while it runs, and prints how it stands as JSON.
  --speed RATE          seconds of the network in one of this computer; 0 lets it stand
  --until SECONDS       it stands by itself when the network is so old, until its speed is set again
  --before-gap SECONDS  skips to so long before the next cycle gap, or before nodes register for the next round
  --break, --mend NAME  one of ${breakNames.join(', ')}
`

const fastest = 1000

const number = (text: string, most: number): number => {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || value < 0 || value > most) throw new Error(`${text} is no number from 0 to ${most}`)
  return value
}

const nameOf = (text: string) => {
  if (!isBreakName(text)) throw new Error(`nothing is called ${text}`)
  return text
}

/** How it stands, for who asked. */
const report = ({ now: { clock: stretch }, book }: Playground): object => {
  const now = Date.now()
  const clock = pieceAt(stretch, now)
  return {
    rate: clock.rate,
    since: clock.wall,
    sinceGenesisMs: networkAt(clock, now) - book.genesisMs,
    breaks: breakNames.map((what) => ({ what, target: targets[what], since: book.broken[what]?.since ?? null })),
  }
}

const options = {
  speed: { type: 'string' },
  until: { type: 'string' },
  'before-gap': { type: 'string' },
  'before-registration': { type: 'string' },
  break: { type: 'string' },
  mend: { type: 'string' },
} as const

function changed(playground: Playground, values: Partial<Record<keyof typeof options, string>>): Playground {
  const now = Date.now()
  const { 'before-gap': gap, 'before-registration': registration, speed, until, break: broken, mend } = values
  let next = playground
  if (registration !== undefined) next = shortBefore(next, now, { moment: 'registration', leadMs: number(registration, 3600) * 1000 })
  if (gap !== undefined) next = shortBefore(next, now, { moment: 'gap', leadMs: number(gap, 3600) * 1000 })
  if (speed !== undefined) next = withSpeed(next, now, number(speed, fastest))
  if (until !== undefined) next = withEnd(next, number(until, 86_400) * 1000)
  if (broken !== undefined) next = withBroken(next, now, nameOf(broken))
  if (mend !== undefined) next = withMended(next, nameOf(mend))
  return next
}

/** `devnet playground`; exit code 2 for a command line that makes no sense or a folder that is none. */
export function runPlayground(argv: string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options })
    const [folder] = positionals
    if (folder === undefined || positionals.length > 1) throw new Error('one folder must be named')
    const opened = openPlayground(resolve(folder))
    const after = changed(opened, values)
    if (after !== opened) savePlayground(after)
    process.stdout.write(`${JSON.stringify(report(after))}\n`)
    return Promise.resolve(0)
  } catch (error) {
    process.stderr.write(`devnet playground: ${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
    return Promise.resolve(2)
  }
}
