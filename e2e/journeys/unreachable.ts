import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { startSimulatedNode } from '../rig/simulated-node.ts'
import { checkAccess } from './browser.ts'
import type { Journey } from './journey.ts'

const listen = (server: Server): Promise<string> =>
  new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(`127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`)
    }),
  )

/** One listener that takes connections and says nothing, one that answers everything with a web page. */
const mute = createServer((socket) => socket.on('error', () => socket.destroy()))
const liar = createServer((socket) => {
  socket.on('error', () => socket.destroy())
  socket.end('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>\u001b[31mhello</h1>')
})

const nodeAt = (name: string, address: string) => ({
  name,
  program: null,
  arguments: [],
  dataFolder: null,
  addresses: { public: address, private: address, post: address },
})

const stateOf = (page: Page, node: string) => page.getByRole('row').filter({ hasText: new RegExp(`^${node}`) })

/** A node that answers is shown at once, whatever its neighbours do; each of them gets its own word. */
export const unreachable: Journey = {
  name: 'mute, lying and absent nodes beside a good one',
  beside: true,
  prepare: async ({ profile }) => {
    const folder = join(profile, 'rig')
    mkdirSync(folder)
    const good = await startSimulatedNode(folder)
    const nodes = [nodeAt('mute', await listen(mute)), nodeAt('liar', await listen(liar)), nodeAt('absent', '127.0.0.1:1'), good]
    writeFileSync(join(profile, 'settings.json'), JSON.stringify({ version: 1, simulated: true, nodes, services: [] }))
  },
  run: async ({ page }) => {
    await page.getByRole('link', { name: /Nodes/ }).click()
    const began = performance.now()
    await stateOf(page, 'Z').getByText('Synced').waitFor({ timeout: 10_000 })
    const goodMs = Math.round(performance.now() - began)
    if (goodMs > 5_000) throw new Error(`the good node took ${goodMs} ms beside the bad ones`)
    await stateOf(page, 'mute').getByText('Hangs').waitFor({ timeout: 15_000 })
    await stateOf(page, 'liar').getByText('Not a node').waitFor({ timeout: 15_000 })
    await stateOf(page, 'absent').getByText('Silent').waitFor({ timeout: 15_000 })
    const notes = [
      await checkAccess(page, 'Nodes, some of them bad'),
      `the good node stood there after ${goodMs} ms; each other one has its own word`,
    ]
    mute.close()
    liar.close()
    return notes
  },
}
