import type { Page } from 'playwright'
import { type Probe, without } from './probe.ts'
import type { World } from './world.ts'

/** A probe of the page's policy: loads a page of the host, does something in it, and sees whether it got through. */
const policy = (name: string, path: string, got: (page: Page, world: World) => Promise<boolean>): Probe => ({
  name: `injected: ${name}`,
  guard: 'content security policy',
  without: without.csp,
  attack: async (world) => {
    const through = await got(await world.newPage(`${world.own}/${path}`), world)
    return { held: !through, seen: through ? 'ran' : 'blocked' }
  },
})

const titled = async (page: Page) => (await page.title()) === 'through'

const reaches = (page: Page, address: string, how: 'fetch' | 'image' | 'socket'): Promise<boolean> =>
  page.evaluate(
    ([target, way]) =>
      new Promise<boolean>((resolve) => {
        if (way === 'fetch')
          fetch(target).then(
            () => resolve(true),
            () => resolve(false),
          )
        else if (way === 'image') {
          document.addEventListener('securitypolicyviolation', () => resolve(false))
          const image = new Image()
          image.onload = image.onerror = () => resolve(true)
          image.src = target
        } else {
          try {
            document.addEventListener('securitypolicyviolation', () => resolve(false))
            const socket = new WebSocket(target)
            socket.onopen = socket.onerror = () => resolve(true)
          } catch {
            resolve(false)
          }
        }
      }),
    [address, how] as const,
  )

const policies: Probe[] = [
  policy('a script in the markup', 'inline-script.html', titled),
  policy('a handler in the markup', 'inline-handler.html', async (page) => {
    await page.waitForLoadState('networkidle')
    return titled(page)
  }),
  policy('a style in the markup', 'inline-style.html', (page) =>
    page.evaluate(() => getComputedStyle(document.body).color === 'rgb(1, 2, 3)'),
  ),
  policy('a base address', 'base-tag.html', (page) => page.evaluate(() => document.baseURI.startsWith('http://evil.test'))),
  policy('markup as text (trusted types)', 'empty.html', (page) =>
    page.evaluate(() => {
      try {
        document.body.innerHTML = '<b>x</b>'
        return true
      } catch {
        return false
      }
    }),
  ),
  policy('text run as code', 'empty.html', async (page) => {
    // Playwright's own evaluate is let past the policy, so the page's own timer runs the text.
    await page.evaluate(() => {
      try {
        const runText: (text: string) => unknown = setTimeout
        runText('document.title = "through"')
      } catch {}
    })
    return page
      .waitForFunction(() => document.title === 'through', undefined, { timeout: 500 })
      .then(
        () => true,
        () => false,
      )
  }),
  policy('a request to a stranger', 'empty.html', (page, { foreignPort }) => reaches(page, `http://127.0.0.1:${foreignPort}/`, 'fetch')),
  policy('a picture from a stranger', 'empty.html', (page, { foreignPort }) =>
    reaches(page, `http://127.0.0.1:${foreignPort}/x.png`, 'image'),
  ),
  policy('a socket to a stranger', 'empty.html', (page, { foreignPort }) => reaches(page, `ws://127.0.0.1:${foreignPort}/`, 'socket')),
  policy('a frame of a stranger', 'empty.html', async (page, { foreignPort, foreignRequests }) => {
    await page.evaluate((src) => {
      const frame = document.createElement('iframe')
      frame.src = src
      document.body.append(frame)
      return new Promise((resolve) => frame.addEventListener('load', resolve))
    }, `http://127.0.0.1:${foreignPort}/framed`)
    return foreignRequests.some(({ url }) => url === '/framed')
  }),
  policy('a form sent to a stranger', 'empty.html', async (page, { foreignPort, foreignRequests }) => {
    await page.evaluate((action) => {
      const form = Object.assign(document.createElement('form'), { action, method: 'post' })
      document.body.append(form)
      form.submit()
    }, `http://127.0.0.1:${foreignPort}/sent`)
    await page.waitForLoadState('networkidle')
    return foreignRequests.some(({ url }) => url === '/sent')
  }),
]

const fromOutside: Probe[] = [
  {
    name: 'clickjacking: a stranger’s page frames ours',
    guard: 'frame-ancestors',
    without: without.framing,
    attack: async ({ newPage, foreignPort, own }) => {
      const page = await newPage(`http://127.0.0.1:${foreignPort}/`)
      await page.evaluate((src) => {
        const frame = document.createElement('iframe')
        frame.src = src
        document.body.append(frame)
        return new Promise((resolve) => frame.addEventListener('load', resolve))
      }, `${own}/empty.html`)
      const texts = await Promise.all(page.frames().map((frame) => frame.evaluate(() => document.body?.textContent ?? '').catch(() => '')))
      const framed = texts.includes('empty')
      return { held: !framed, seen: framed ? 'framed' : 'blocked' }
    },
  },
  {
    name: 'foreign embedding: a stranger’s page runs a script of ours as its own',
    guard: 'cross-origin resource policy',
    without: without.resourcePolicy,
    attack: async ({ newPage, foreignPort, own }) => {
      const page = await newPage(`http://evil.test:${foreignPort}/`)
      const seen = await page.evaluate(
        (src) =>
          new Promise<string>((resolve) => {
            const script = document.createElement('script')
            script.src = src
            script.onload = () => resolve('ran')
            script.onerror = () => resolve('blocked')
            document.head.append(script)
          }),
        `${own}/global.js`,
      )
      return { held: seen === 'blocked', seen }
    },
  },
  {
    name: 'window handle: a stranger’s page keeps hold of ours after opening it',
    guard: 'cross-origin opener policy',
    without: without.openerPolicy,
    attack: async ({ newPage, context, foreignPort, own }) => {
      const page = await newPage(`http://evil.test:${foreignPort}/`)
      const opened = context.waitForEvent('page')
      await page.evaluate((address) => Object.assign(window, { held: window.open(address) }), `${own}/empty.html`)
      await (await opened).waitForLoadState('load')
      const cut = await page
        .waitForFunction(() => (window as unknown as { held: Window }).held.closed, undefined, { timeout: 700 })
        .then(
          () => true,
          () => false,
        )
      return { held: cut, seen: cut ? 'cut off' : 'kept' }
    },
  },
  {
    name: 'referrer: a stranger learns where we are from a followed link',
    guard: 'referrer policy',
    without: without.referrerPolicy,
    attack: async ({ newPage, foreignPort, foreignRequests, own }) => {
      const page = await newPage(`${own}/empty.html`)
      await page.evaluate((address) => location.assign(address), `http://127.0.0.1:${foreignPort}/followed`)
      await page.waitForURL('**/followed')
      const told = foreignRequests.find(({ url }) => url === '/followed')?.headers.referer
      return { held: told === undefined, seen: told ? 'our address' : 'nothing' }
    },
  },
]

export const pageProbes: readonly Probe[] = [...policies, ...fromOutside]
