import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { startSimulatedNode } from '../rig/simulated-node.ts'
import { type Surroundings, test } from './fixtures.ts'
import { checkAccess, note } from './looks.ts'

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

export const amongBad = test.extend<{ bad: undefined }>({
  bad: [
    async ({ profile }, use) => {
      const folder = join(profile, 'rig')
      mkdirSync(folder)
      const good = await startSimulatedNode(folder)
      const nodes = [nodeAt('mute', await listen(mute)), nodeAt('liar', await listen(liar)), nodeAt('absent', '127.0.0.1:1'), good]
      writeFileSync(join(profile, 'settings.json'), JSON.stringify({ version: 1, simulated: true, nodes, services: [] }))
      await use(undefined)
      mute.close()
      liar.close()
    },
    { auto: true },
  ],
})

/** A node that answers is shown at once, whatever its neighbours do; each of them gets its own word. */
export async function unreachable({ page }: Surroundings): Promise<void> {
  await page.getByRole('link', { name: /Nodes/ }).click()
  const began = performance.now()
  await stateOf(page, 'Z').getByText('Synced').waitFor({ timeout: 10_000 })
  const goodMs = Math.round(performance.now() - began)
  expect(goodMs, 'until the good node is shown beside the bad ones').toBeLessThanOrEqual(5_000)
  await stateOf(page, 'mute').getByText('Hangs').waitFor({ timeout: 15_000 })
  await stateOf(page, 'liar').getByText('Not a node').waitFor({ timeout: 15_000 })
  await stateOf(page, 'absent').getByText('Silent').waitFor({ timeout: 15_000 })
  await checkAccess(page, 'Nodes, some of them bad')
  note(`the good node stood there after ${goodMs} ms; each other one has its own word`)
}
