import { EventEmitter } from 'node:events'
import { startChromium } from './devtools-pipe.ts'
import { FakeWindow, type WindowOptions } from './fake-window.ts'

/** An event that a listener may prevent. */
const preventable = () => {
  const event = { prevented: false, preventDefault: () => {} }
  event.preventDefault = () => {
    event.prevented = true
  }
  return event
}

/** As a desktop that has none: closing the window then ends the app without a question. */
class Tray {
  constructor() {
    throw new Error('this stand-in has no tray')
  }
}

/** Nothing is shown by the system here. */
class Notification extends EventEmitter {
  static isSupported = () => false
  show() {}
  close() {}
}

/** The parts of Electron's module that the desktop shell uses, over Chromium's debugging pipe. */
export const startStandIn = (): Readonly<Record<string, unknown>> => {
  const devtools = startChromium()
  const windows = new Set<FakeWindow>()
  const ipcMain = new EventEmitter()
  let answer: (request: Request) => Promise<Response> | Response = () => new Response(null, { status: 404 })
  let serial = 0

  const ready = (async () => {
    const { product } = await devtools.send('Browser.getVersion')
    Object.defineProperty(process.versions, 'chrome', { value: String(product).split('/')[1], configurable: true, enumerable: true })
    await devtools.send('Target.setDiscoverTargets', { discover: true })
  })()

  const exit = async (code: number) => {
    await devtools.end()
    process.exit(code)
  }
  const app = Object.assign(new EventEmitter(), {
    isPackaged: false,
    enableSandbox: () => {},
    getAppPath: () => process.env.STANDIN_APP ?? process.cwd(),
    setPath: () => {},
    requestSingleInstanceLock: () => true,
    whenReady: () => ready,
    exit: (code: number) => void exit(code),
    quit: () => quit(),
  })
  const quit = () => {
    app.emit('before-quit', preventable())
    const event = preventable()
    app.emit('will-quit', event)
    if (!event.prevented) void exit(0)
  }

  const onClosed = (window: FakeWindow) => {
    windows.delete(window)
    if (windows.size === 0 && !app.emit('window-all-closed')) void exit(0)
  }
  class BrowserWindow extends FakeWindow {
    constructor(options: WindowOptions = {}) {
      serial += 1
      super(serial, options, { devtools, ipcMain, onClosed, answer: async (request) => answer(request) })
      windows.add(this)
      app.emit('web-contents-created', {}, this.webContents)
    }
    static getAllWindows = () => [...windows]
    static fromWebContents = (contents: unknown) => [...windows].find(({ webContents }) => webContents === contents) ?? null
  }
  process.on('SIGTERM', quit)
  const session = { setPermissionRequestHandler: () => {}, setPermissionCheckHandler: () => {}, setDevicePermissionHandler: () => {} }
  return {
    app,
    BrowserWindow,
    ipcMain,
    webContents: { fromDevToolsTargetId: (id: string) => [...windows].find(({ targetId }) => targetId === id)?.webContents },
    dialog: { showErrorBox: (title: string, text: string) => process.stderr.write(`${title}: ${text}\n`) },
    Menu: { setApplicationMenu: () => {} },
    nativeImage: { createFromDataURL: (address: string) => address },
    Notification,
    powerSaveBlocker: { start: () => 1, stop: () => true },
    Tray,
    nativeTheme: Object.assign(new EventEmitter(), { shouldUseDarkColors: false }),
    protocol: {
      registerSchemesAsPrivileged: () => {},
      handle: (_scheme: string, handler: typeof answer) => {
        answer = handler
      },
    },
    session: { defaultSession: session },
    shell: { openExternal: async () => {} },
  }
}
