import { createServer, type Server } from 'node:http'
import { WebSocketServer } from 'ws'
import { guessProof, type Probe, socketOpens, without } from './probe.ts'
import type { World } from './world.ts'

const link = ({ own, secrets }: World) => `${own}/#code=${secrets.issueCode().reveal()}`

/** Opens the host's page and waits for how its meeting with the host ended. */
const enter = async (world: World, address: string) => {
  const page = await world.newPage(address)
  await page.waitForFunction(() => document.title !== 'waiting')
  return { page, title: await page.title() }
}

const strangerOn = async (port: number): Promise<Server> => {
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<!doctype html><title>lure</title>'))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return server
}

const names: Probe[] = [
  {
    name: 'DNS rebinding: a stranger’s name for 127.0.0.1 loads the page',
    guard: 'Host check',
    without: without.host,
    attack: async ({ context, port }) => {
      const page = await context.newPage()
      const status = (await page.goto(`http://evil.test:${port}/`))?.status()
      return { held: status === 421, seen: `status ${status}` }
    },
  },
  {
    name: 'DNS rebinding: a stranger’s page under that name opens the socket',
    guard: 'Host check',
    without: without.host,
    attack: async ({ newPage, port, whileAway }) => {
      // What rebinding does: the page came from the stranger under this name and port, then the name leads here.
      const page = await whileAway(async () => {
        const stranger = await strangerOn(port)
        const lured = await newPage(`http://evil.test:${port}/`)
        stranger.closeAllConnections()
        await new Promise((resolve) => stranger.close(resolve))
        return lured
      })
      const seen = await page.evaluate(socketOpens, `ws://evil.test:${port}/rpc`)
      return { held: seen === 'refused', seen }
    },
  },
  {
    name: 'cross-site: a page of another site opens the socket',
    guard: 'Origin check',
    without: without.origin,
    attack: async ({ newPage, foreignPort, port }) => {
      const page = await newPage(`http://evil.test:${foreignPort}/`)
      const seen = await page.evaluate(socketOpens, `ws://127.0.0.1:${port}/rpc`)
      return { held: seen === 'refused', seen }
    },
  },
  {
    name: 'foreign port: a page of another server on this computer opens the socket',
    guard: 'Origin check',
    without: without.origin,
    attack: async ({ newPage, foreignPort, port }) => {
      const page = await newPage(`http://127.0.0.1:${foreignPort}/`)
      const seen = await page.evaluate(socketOpens, `ws://127.0.0.1:${port}/rpc`)
      return { held: seen === 'refused', seen }
    },
  },
  {
    name: 'no origin of its own: a sandboxed frame opens the socket',
    guard: 'Origin check',
    without: without.origin,
    attack: async ({ newPage, foreignPort, port }) => {
      const page = await newPage(`http://127.0.0.1:${foreignPort}/`)
      const source = `<script>new WebSocket('ws://127.0.0.1:${port}/rpc').onopen = () => parent.postMessage('opened', '*'); setTimeout(() => parent.postMessage('refused', '*'), 1500)</script>`
      const seen = await page.evaluate((srcdoc) => {
        const heard = new Promise<string>((resolve) => addEventListener('message', (event) => resolve(String(event.data)), { once: true }))
        document.body.append(Object.assign(document.createElement('iframe'), { sandbox: 'allow-scripts', srcdoc }))
        return heard
      }, source)
      return { held: seen === 'refused', seen }
    },
  },
]

const secrets: Probe[] = [
  {
    name: 'no code: a page that never had one guesses the proof',
    guard: 'proof of the secret',
    without: without.proof,
    attack: async (world) => {
      world.secrets.issueCode()
      const page = await world.newPage(`${world.own}/empty.html`)
      const seen = await page.evaluate(guessProof, `ws://127.0.0.1:${world.port}/rpc`)
      return { held: seen === 'closed 4401' && world.admitted() === 0, seen }
    },
  },
  {
    name: 'wrong code: a link with a made-up code',
    guard: 'proof of the secret',
    without: { ...without.proof, change: without.hostProof.change },
    attack: async (world) => {
      world.secrets.issueCode()
      const { title } = await enter(world, `${world.own}/#code=${'A'.repeat(43)}`)
      return { held: title !== 'in' && world.admitted() === 0, seen: title }
    },
  },
  {
    name: 'used code: the same link opened a second time',
    guard: 'one use',
    without: without.oneUse,
    attack: async (world) => {
      const address = link(world)
      const first = await enter(world, address)
      const { title } = await enter(world, address)
      return {
        held: first.title === 'in' && title === 'not-let-in' && world.admitted() === 1,
        seen: `first ${first.title}, second ${title}`,
      }
    },
  },
  {
    name: 'old code: a link opened after 61 s',
    guard: '60 s',
    without: without.aging,
    attack: async (world) => {
      const address = link(world)
      world.pass(61_000)
      const { title } = await enter(world, address)
      return { held: title === 'not-let-in' && world.admitted() === 0, seen: title }
    },
  },
  {
    name: 'history: the code is left in the address',
    guard: 'address cleaned at once',
    without: without.cleanAddress,
    attack: async (world) => {
      const { page, title } = await enter(world, link(world))
      return { held: title === 'in' && !page.url().includes('code'), seen: page.url().replace(/code=.*/, 'code=…') }
    },
  },
  {
    name: 'foreign port: another server on this computer is handed the key',
    guard: 'key in the tab’s storage, no cookie',
    without: without.tabStorage,
    attack: async (world) => {
      const { page, title } = await enter(world, link(world))
      await page.goto(`http://127.0.0.1:${world.foreignPort}/`)
      const stored = await page.evaluate(() => [document.cookie, ...Object.values(sessionStorage), ...Object.values(localStorage)].join(''))
      const sent = world.foreignRequests.map(({ headers }) => headers.cookie ?? '').join('')
      return { held: title === 'in' && stored === '' && sent === '', seen: stored || sent ? 'the key' : 'nothing' }
    },
  },
]

/** Whoever takes the port after the host has gone. */
const squat = async (port: number) => {
  const heard: string[] = []
  const server = createServer((_, response) => response.end('squatter'))
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) =>
    socket.on('message', (data) => {
      const text = (data as Buffer).toString('utf8')
      heard.push(text)
      socket.send(
        text.includes('hello') ? JSON.stringify({ t: 'prove', nonce: 'cd'.repeat(16), proof: '0'.repeat(64) }) : '{"t":"welcome"}',
      )
    }),
  )
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const close = () => {
    for (const socket of sockets.clients) socket.terminate()
    server.closeAllConnections()
    server.close()
  }
  return { heard, close }
}

const squatter: Probe = {
  name: 'squatter: another program takes the port of a host that ended, and the open page comes back',
  guard: 'the host proves itself first',
  without: without.hostProof,
  attack: async (world) => {
    const { page, title } = await enter(world, link(world))
    await world.endHost()
    const { heard, close } = await squat(world.port)
    const key = await page.evaluate(() => sessionStorage.getItem('smeshdesk-key'))
    const seen = await page.evaluate(() => (window as unknown as { enter(): Promise<string> }).enter())
    close()
    const learned = heard.length > 1 || heard.some((text) => key && text.includes(key))
    return {
      held: title === 'in' && key !== null && seen === 'not-our-host' && !learned,
      seen: `${seen}, it heard ${heard.length} message${heard.length === 1 ? '' : 's'}`,
    }
  },
}

export const doorProbes: readonly Probe[] = [...names, ...secrets, squatter]
