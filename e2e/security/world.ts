import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, Page } from 'playwright'
import { type Guards, strictGuards } from '../../electron/shell/console/host/guards.ts'
import { type Host, startHost } from '../../electron/shell/console/host/host.ts'
import { createSecrets, type Secrets } from '../../electron/shell/console/host/secrets.ts'
import { probeAssets, type SourceChange } from './probe-page.ts'

/** What a run is built from: the measures as shipped, or with one of them taken out. Handed in here, never read by the product. */
export interface Setup {
  readonly guards: Guards
  readonly secrets: (real: Secrets) => Secrets
  /** Whether codes grow old. */
  readonly aging: boolean
  readonly change: SourceChange | null
}

export const asShipped: Setup = { guards: strictGuards(null), secrets: (real) => real, aging: true, change: null }

/** A host under attack, a stranger's web server on the same computer, and a browser. */
export interface World {
  /** Port of the host under attack. */
  readonly port: number
  /** Ends the host; whoever wants may take its port. */
  readonly endHost: () => Promise<void>
  /** Runs something while the host is away from its port, then brings it back there. */
  readonly whileAway: <Result>(run: () => Promise<Result>) => Promise<Result>
  readonly secrets: Secrets
  /** Pages that were let in so far. */
  readonly admitted: () => number
  /** Lets the host's clock go forward. */
  readonly pass: (milliseconds: number) => void
  /** `http://127.0.0.1:PORT` of the host. */
  readonly own: string
  /** Port of the stranger's server; it answers every path with a bare page. */
  readonly foreignPort: number
  /** Requests that the stranger's server saw. */
  readonly foreignRequests: IncomingMessage[]
  readonly context: BrowserContext
  readonly newPage: (address: string) => Promise<Page>
}

const listen = async (server: Server, port = 0): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const startForeign = async (requests: IncomingMessage[]) => {
  const server = createServer((request, response) => {
    requests.push(request)
    response.setHeader('content-type', 'text/html')
    response.setHeader('access-control-allow-origin', '*')
    response.end('<!doctype html><title>stranger</title><p>stranger</p>')
  })
  return { server, port: await listen(server) }
}

const startTarget = async (setup: Setup) => {
  let time = 0
  let admitted = 0
  const real = createSecrets({ now: () => (setup.aging ? time : 0), random: () => randomBytes(32).toString('base64url') })
  const secrets = setup.secrets(real)
  const onPage: Parameters<typeof startHost>[0]['onPage'] = (channel) => {
    admitted += 1
    channel.onFrame((text) => channel.send(text))
  }
  const open = (port: number) =>
    startHost({
      port,
      assets: probeAssets(setup.change),
      guards: setup.guards,
      secrets,
      freshLink: () => '',
      failed: () => undefined,
      onPage,
      onTerminal: onPage,
    })
  let host: Host = await open(0)
  const { port } = host
  const endHost = () => host.close()
  const whileAway = async <Result>(run: () => Promise<Result>): Promise<Result> => {
    await endHost()
    const result = await run()
    host = await open(port)
    return result
  }
  const pass = (milliseconds: number) => {
    time += milliseconds
  }
  return { port, endHost, whileAway, secrets, admitted: () => admitted, pass }
}

/** Builds a world, runs one thing in it, takes it down. */
export const inWorld = async <Result>(browser: Browser, setup: Setup, run: (world: World) => Promise<Result>): Promise<Result> => {
  const foreignRequests: IncomingMessage[] = []
  const [target, foreign] = await Promise.all([startTarget(setup), startForeign(foreignRequests)])
  const context = await browser.newContext()
  context.setDefaultTimeout(5_000)
  const newPage = async (address: string) => {
    const page = await context.newPage()
    await page.goto(address, { waitUntil: 'load' })
    return page
  }
  try {
    return await run({
      ...target,
      own: `http://127.0.0.1:${target.port}`,
      foreignPort: foreign.port,
      foreignRequests,
      context,
      newPage,
    })
  } finally {
    await context.close()
    await target.endHost()
    foreign.server.closeAllConnections()
    foreign.server.close()
  }
}
