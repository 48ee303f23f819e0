import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RigName } from '../../electron/contract/model/basics.ts'
import { createKeyReader, scanIdentitiesFolder } from '../../electron/identities/index.ts'
import { createInventory, createSurroundings } from '../../electron/inventory/index.ts'
import { createDataReader } from '../../electron/post/index.ts'
import { mountOf } from '../../electron/processes/index.ts'
import { LookThreads, lookingFs } from '../../electron/storage/index.ts'
import { systemClock } from '../../electron/time/index.ts'

/** What is seen of a rig of which most lies on a drive that never answers: `ROOT DEAD`; the answer as JSON. */
const [root = '', dead = ''] = process.argv.slice(2)
// The clock's own timers keep no process alive.
const alive = setInterval(() => undefined, 1_000)
const threads = new LookThreads({ patienceMs: 4_000 })
const fs = lookingFs(threads)
const keys = createKeyReader(Date.now, threads)
const inventory = createInventory({
  places: () => ({
    nodes: ['home', 'nas'].map((name) => ({ name: name as RigName, dataFolder: join(name === 'nas' ? dead : root, name) })),
    services: Array.from({ length: 30 }, (_, at) => ({ name: `post-${at}` as RigName, dataFolder: join(dead, `post-${at}`) })),
    batches: join(root, 'batches'),
    added: [join(dead, 'backups')],
  }),
  tools: { keys, data: createDataReader(Date.now, threads), surroundings: createSurroundings(fs), fs },
  clock: systemClock,
  barrier: { failed: (error) => console.error(error) },
})
const until = (holds: () => boolean) =>
  new Promise<number>((resolve) => {
    const look = () => holds() && resolve(performance.now())
    inventory.onChange(look)
    look()
  })
const told = () => inventory.state().unread.map(({ detail }) => detail)
const count = async () => (await readFile('/proc/self/status', 'utf8')).match(/Threads:\s+(\d+)/)?.[1]

const before = Number(await count())
const seen = until(() => inventory.rows().length > 0)
const over = until(() => inventory.state().lookedAt !== null && inventory.state().looking === null)
const order = await Promise.race([seen.then(() => ['home', ...told()]), over.then(() => ['all'])])
await over
const first = { copies: inventory.rows().map(({ copies }) => copies.length), unread: told(), threads: Number(await count()) - before }
const began = performance.now()
inventory.look()
const again = (await until(() => inventory.state().looking === null)) - began
const scans = await Promise.all(
  [join(root, 'home'), join(dead, 'nas')].map((one) => scanIdentitiesFolder(join(one, 'identities'), keys, fs)),
)
inventory.close()
const last = {
  order,
  first,
  again,
  threads: Number(await count()) - before,
  scans: scans.map(({ state }) => state),
  mount: (await mountOf(join(dead, 'post-1'), fs))?.point,
}
process.stdout.write(JSON.stringify(last), () => process.exit(0))
clearInterval(alive)
