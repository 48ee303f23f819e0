import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { DevTools, Fields } from './devtools-pipe.ts'
import { deliver, preloadSource } from './page-prelude.ts'

/** Chromium knows no scheme of ours, so its pages live under a name that stands for it. */
const standsFor = { real: 'app://ui', shown: 'http://ui.app.localhost' }
const toShown = (url: string) => (url.startsWith(standsFor.real) ? standsFor.shown + url.slice(standsFor.real.length) : url)
const toReal = (url: string) => (url.startsWith(standsFor.shown) ? standsFor.real + url.slice(standsFor.shown.length) : url)

export interface WindowWorld {
  readonly devtools: DevTools
  readonly ipcMain: EventEmitter
  /** What `protocol.handle` was given. */
  readonly answer: (request: Request) => Promise<Response>
  readonly onClosed: (window: FakeWindow) => void
}

export interface WindowOptions {
  readonly width?: number
  readonly height?: number
  readonly webPreferences?: { readonly preload?: string }
}

export class FakeContents extends EventEmitter {
  readonly id: number
  readonly #window: FakeWindow

  constructor(id: number, window: FakeWindow) {
    super()
    this.id = id
    this.#window = window
  }

  setWindowOpenHandler() {}
  isDestroyed = () => this.#window.isDestroyed()
  close = () => this.#window.close()
  getURL = () => this.#window.url
  send = (channel: string, ...args: unknown[]) => void this.#window.run(deliver(channel, args)).catch(() => {})
}

/** One tab of Chromium that behaves like a window of the one page. */
export class FakeWindow extends EventEmitter {
  readonly id: number
  readonly webContents: FakeContents
  url = ''
  targetId = ''
  #session = ''
  #gone = false
  readonly #world: WindowWorld
  readonly #contexts = new Map<unknown, { frame: unknown; origin: string }>()
  readonly #up: Promise<void>

  constructor(id: number, options: WindowOptions, world: WindowWorld) {
    super()
    this.id = id
    this.#world = world
    this.webContents = new FakeContents(id, this)
    this.#up = this.#open(options)
  }

  async #open({ width = 800, height = 600, webPreferences }: WindowOptions): Promise<void> {
    const { devtools } = this.#world
    this.targetId = String((await devtools.send('Target.createTarget', { url: 'about:blank', newWindow: true, width, height })).targetId)
    this.#session = String((await devtools.send('Target.attachToTarget', { targetId: this.targetId, flatten: true })).sessionId)
    this.#listen()
    await this.#send('Page.enable')
    await this.#send('Runtime.enable')
    await this.#send('Runtime.addBinding', { name: '__standinSend' })
    await this.#send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
    if (webPreferences?.preload)
      await this.#send('Page.addScriptToEvaluateOnNewDocument', { source: preloadSource(readFileSync(webPreferences.preload, 'utf8')) })
  }

  #listen() {
    const { devtools } = this.#world
    const on = (method: string, listener: (params: Fields) => void) => devtools.on(this.#session, method, listener)
    on('Runtime.executionContextCreated', ({ context }) => {
      const { id, origin, auxData } = context as { id: number; origin: string; auxData?: { frameId?: string } }
      this.#contexts.set(id, { frame: auxData?.frameId, origin })
    })
    on('Runtime.bindingCalled', ({ payload, executionContextId }) => this.#receive(String(payload), executionContextId))
    on('Fetch.requestPaused', (params) => void this.#answer(params).catch(() => {}))
    on('Page.loadEventFired', () => this.emit('ready-to-show'))
    devtools.on('', 'Target.targetDestroyed', ({ targetId }) => targetId === this.targetId && this.#end())
  }

  /** A top frame's id is the target's own, so the sender's place in the page is known. */
  #receive(payload: string, contextId: unknown) {
    const { channel, args } = JSON.parse(payload) as { channel: string; args: unknown[] }
    const { frame, origin } = this.#contexts.get(contextId) ?? { frame: null, origin: '' }
    const senderFrame = { parent: frame === this.targetId ? null : {}, url: toReal(`${origin}/`) }
    this.#world.ipcMain.emit(channel, { sender: this.webContents, senderFrame }, ...args)
  }

  async #answer({ requestId, request, resourceType, frameId }: Fields): Promise<void> {
    const { url, method } = request as { url: string; method: string }
    if (resourceType === 'Document' && this.#isPrevented(toReal(url), frameId === this.targetId))
      return void (await this.#send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }))
    if (!url.startsWith(standsFor.shown)) return void (await this.#send('Fetch.continueRequest', { requestId }))
    // A Request can't be made with a scheme of ours everywhere; the handler reads method and address only.
    const response = await this.#world.answer({ method, url: toReal(url) } as Request)
    const responseHeaders = [...response.headers].map(([name, value]) => ({ name, value }))
    const body = Buffer.from(await response.arrayBuffer()).toString('base64')
    await this.#send('Fetch.fulfillRequest', { requestId, responseCode: response.status, responseHeaders, body })
  }

  #isPrevented(url: string, isTop: boolean): boolean {
    if (url === this.url) return false
    let prevented = false
    const event = { url, isMainFrame: isTop, preventDefault: () => (prevented = true) }
    if (isTop) this.webContents.emit('will-navigate', event)
    this.webContents.emit('will-frame-navigate', event)
    return prevented
  }

  #end() {
    if (this.#gone) return
    this.#gone = true
    this.webContents.emit('destroyed')
    this.emit('closed')
    this.#world.onClosed(this)
  }

  #send(method: string, params: Fields = {}): Promise<Fields> {
    return this.#world.devtools.send(method, params, this.#session)
  }

  async run(expression: string): Promise<unknown> {
    await this.#up
    return this.#send('Runtime.evaluate', { expression })
  }

  async loadURL(url: string): Promise<void> {
    await this.#up
    this.url = url
    const loaded = new Promise((resolve) => this.#world.devtools.on(this.#session, 'Page.loadEventFired', resolve))
    const { errorText } = await this.#send('Page.navigate', { url: toShown(url) })
    if (typeof errorText === 'string') throw new Error(errorText)
    await loaded
  }

  close = () => void this.#up.then(() => this.#world.devtools.send('Target.closeTarget', { targetId: this.targetId })).catch(() => {})
  destroy = () => this.close()
  show() {}
  focus() {}
  restore() {}
  isMinimized = () => false
  isDestroyed = () => this.#gone
}
