import type { ElectronApplication, Page } from 'playwright'

export interface Check {
  readonly name: string
  /** Why the stand-in can't show it; such a check runs in the real runtime only. */
  readonly realOnly?: string
  /** `null` when it holds, else what was seen. */
  readonly run: (app: ElectronApplication, page: Page) => Promise<string | null>
}

const expectTrue = (holds: boolean, seen: string): string | null => (holds ? null : seen)

/**
 * Runs in the page: speaks the wire by hand and resolves with the answer to one frame. The page's own client uses the same port
 * and may open its channel at any time: other answers are passed over, and the frame is sent again until its own comes.
 */
const askWire = (frame: string): Promise<string> =>
  new Promise((resolve) => {
    const port = (window as unknown as { smeshdesk: { send(text: string): void; onFrame(listener: (text: string) => void): void } })
      .smeshdesk
    const wanted = frame.match(/"id":\d+/)?.[0]
    const ask = () => {
      port.onFrame((text) => {
        if (wanted === undefined ? text !== '' : !text.includes(`${wanted},`)) return
        clearInterval(again)
        resolve(text === '' ? 'closed' : text)
      })
      port.send('')
      port.send(frame)
    }
    const again = setInterval(ask, 1000)
    ask()
  })

const pageChecks: Check[] = [
  {
    name: 'one window shows our page under our scheme',
    run: async (app, page) => {
      const windows = await app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()),
      )
      const title = await page.title()
      return expectTrue(
        windows.length === 1 && String(windows[0]).startsWith('app://ui/') && title.includes('Smeshdesk'),
        `${windows.length} windows, ${windows[0]}, title ${title}`,
      )
    },
  },
  {
    name: 'the page mounts',
    run: async (_app, page) => {
      await page.waitForFunction(() => (document.getElementById('root')?.childElementCount ?? 0) > 0)
      return null
    },
  },
  {
    name: 'the page has exactly send and onFrame, and no Node',
    run: async (_app, page) => {
      const seen = await page.evaluate(() =>
        [
          Object.keys((window as unknown as { smeshdesk: object }).smeshdesk)
            .sort()
            .join(),
          typeof Reflect.get(window, 'require'),
          typeof Reflect.get(window, 'process'),
          typeof Reflect.get(window, 'module'),
        ].join(' '),
      )
      return expectTrue(seen === 'onFrame,send undefined undefined undefined', seen)
    },
  },
  {
    name: 'a call crosses the wire and is answered',
    run: async (_app, page) => {
      const answer = await page.evaluate(askWire, JSON.stringify({ t: 'call', id: 901, path: 'folders.roots', input: null }))
      return expectTrue(answer.startsWith('{"t":"ok","id":901,"value":['), answer.slice(0, 200))
    },
  },
  {
    name: 'the state starts with a full one',
    run: async (_app, page) => {
      const answer = await page.evaluate(askWire, JSON.stringify({ t: 'call', id: 902, path: 'state.watchState', input: {} }))
      return expectTrue(
        /^\{"t":"next","id":902,"value":\{"rev":\d+,"full":/.test(answer) && answer.includes('"host":"desktop"'),
        answer.slice(0, 200),
      )
    },
  },
  {
    name: 'a malformed frame closes the channel, and a reload opens a new one',
    run: async (_app, page) => {
      const closed = await page.evaluate(askWire, '{')
      await page.reload()
      const answer = await page.evaluate(askWire, JSON.stringify({ t: 'call', id: 903, path: 'no.such', input: null }))
      return expectTrue(closed === 'closed' && answer.includes('"not_found"'), `${closed}, ${answer.slice(0, 200)}`)
    },
  },
  {
    name: 'the page can’t be led elsewhere',
    run: async (app, page) => {
      await page.evaluate(() => location.assign('http://evil.test/'))
      await page.evaluate(askWire, JSON.stringify({ t: 'call', id: 904, path: 'no.such', input: null }))
      const url = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())
      return expectTrue(String(url).startsWith('app://ui/') && !page.url().includes('evil'), `${url} ${page.url()}`)
    },
  },
  {
    name: 'an injected script does not run, a stranger can’t be reached',
    run: async (_app, page) => {
      const seen = await page.evaluate(async () => {
        const script = document.createElement('script')
        try {
          script.textContent = 'document.title = "through"'
          document.body.append(script)
        } catch {}
        const reached = await fetch('http://127.0.0.1:9/').then(
          () => 'reached',
          (error: unknown) => String(error),
        )
        return `${document.title} ${reached}`
      })
      return expectTrue(!seen.includes('through') && !seen.includes(' reached'), seen)
    },
  },
]

const noIsolation = 'preload and page share one world there'

const realOnly: Check[] = [
  {
    name: 'context isolation: the page can’t reach the preload’s world',
    realOnly: noIsolation,
    run: async (_app, page) =>
      expectTrue(
        (await page.evaluate(() => typeof Reflect.get(window, '__standinReceive'))) === 'undefined',
        'the preload’s world is open',
      ),
  },
  {
    name: 'the renderer is sandboxed',
    realOnly: 'Chromium’s own switch decides there',
    run: async (app) =>
      expectTrue(
        (await app.evaluate(({ app: electron }) =>
          electron
            .getAppMetrics()
            .filter(({ type }) => type === 'Tab')
            .every(({ sandboxed }) => sandboxed !== false),
        )) === true,
        'a renderer without sandbox',
      ),
  },
  {
    name: 'permissions are denied',
    realOnly: 'the session is not Electron’s',
    run: async (_app, page) => {
      const state = await page.evaluate(async () => (await navigator.permissions.query({ name: 'geolocation' })).state)
      return expectTrue(state === 'denied', state)
    },
  },
  {
    name: 'no second window opens',
    realOnly: 'Chromium opens its tabs without asking the shell',
    run: async (app, page) => {
      await page.evaluate(() => window.open('https://evil.test/'))
      const count = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
      return expectTrue(count === 1, `${count} windows`)
    },
  },
]

export const checks: readonly Check[] = [...pageChecks, ...realOnly]
