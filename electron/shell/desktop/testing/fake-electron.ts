import { EventEmitter } from 'node:events'
import { vi } from 'vitest'
import type { Closing } from '../../../contract/model/choices.ts'
import { emptyState, type State } from '../../../contract/state.ts'
import type { Core } from '../../../core.ts'
import type { Electron } from '../start.ts'

type Options = ConstructorParameters<Electron['BrowserWindow']>[0]
type Item = { readonly label: string; readonly click?: () => void }

/** What the shell gave to Electron's parts, and what a person presses. */
interface Answers {
  /** Which button of a question is pressed. */
  box?: number
  menu?: readonly Item[]
  protocol?: (request: { method: string; url: string }) => Response
  request?: (...args: unknown[]) => void
  check?: (...args: unknown[]) => boolean
  open?: (details: { url: string }) => { action: string }
}

interface Seen {
  readonly steps: string[]
  readonly windows: Options[]
  readonly answers: Answers
  readonly window: { it: EventEmitter | null }
}

const contentsOf = ({ answers }: Seen) =>
  Object.assign(new EventEmitter(), {
    id: 7,
    send: () => {},
    isDestroyed: () => false,
    setWindowOpenHandler: (handler: Answers['open'] & object) => {
      answers.open = handler
    },
  })

const appOf = ({ steps }: Seen, outputs: string, lock: boolean) =>
  Object.assign(new EventEmitter(), {
    isPackaged: false,
    getAppPath: () => outputs,
    enableSandbox: () => steps.push('sandbox'),
    setPath: (name: string, path: string) => steps.push(`${name}=${path}`),
    requestSingleInstanceLock: () => steps.push('lock') > 0 && lock,
    whenReady: async () => void steps.push('ready'),
    quit: () => steps.push('quit'),
    exit: (code: number) => steps.push(`exit ${code}`),
  })

function windowOf({ steps, windows, window }: Seen, contents: EventEmitter, app: EventEmitter) {
  return class extends EventEmitter {
    readonly webContents = contents
    constructor(options: Options) {
      super()
      window.it = this
      windows.push(options)
      app.emit('web-contents-created', {}, contents)
    }
    loadURL = async (url: string) => void steps.push(`load ${url}`)
    show = () => steps.push('show')
    hide = () => steps.push('hide')
    static getFocusedWindow = () => null
    static getAllWindows = () => (window.it === null ? [] : [window.it])
    focus = () => steps.push('focus')
    restore = () => steps.push('restore')
    isMinimized = () => true
    isDestroyed = () => false
  }
}

const trayOf = ({ steps, answers }: Seen, tray: boolean) =>
  class {
    constructor() {
      if (!tray) throw new Error('no tray here')
    }
    setToolTip = (text: string) => steps.push(`tray ${text}`)
    setContextMenu = (items: readonly Item[]) => {
      answers.menu = items
    }
    on = () => undefined
  }

const dialogOf = ({ steps, answers }: Seen) => ({
  showErrorBox: (_title: string, text: string) => steps.push(`error ${text}`),
  showMessageBox: async () => {
    steps.push('asked')
    return { response: answers.box ?? 2 }
  },
})

const guardsOf = ({ steps, answers }: Seen) => ({
  protocol: {
    registerSchemesAsPrivileged: (schemes: { scheme: string }[]) => steps.push(`scheme ${schemes.map(({ scheme }) => scheme).join()}`),
    handle: (_scheme: string, handler: Answers['protocol'] & object) => {
      answers.protocol = handler
    },
  },
  session: {
    defaultSession: {
      setPermissionRequestHandler: (handler: Answers['request'] & object) => {
        answers.request = handler
      },
      setPermissionCheckHandler: (handler: Answers['check'] & object) => {
        answers.check = handler
      },
      setDevicePermissionHandler: () => {},
    },
  },
})

const powerOf = ({ steps }: Seen) => ({
  start: (kind: string) => {
    steps.push(`awake ${kind}`)
    return 4
  },
  stop: (id: number) => steps.push(`asleep ${id}`) > 0,
})

/** Electron's parts as the shell sees them; notes the order of what is asked of it. */
export function fakeElectron({ outputs = '', lock = true, tray = true } = {}) {
  const seen: Seen = { steps: [], windows: [], answers: {}, window: { it: null } }
  const contents = contentsOf(seen)
  const app = appOf(seen, outputs, lock)
  const openExternal = vi.fn(async () => {})
  const electron = {
    app,
    BrowserWindow: windowOf(seen, contents, app),
    dialog: dialogOf(seen),
    nativeImage: { createFromDataURL: (address: string) => address },
    Tray: trayOf(seen, tray),
    Notification: class extends EventEmitter {
      static isSupported = () => true
    },
    ipcMain: new EventEmitter(),
    Menu: { setApplicationMenu: () => seen.steps.push('menu'), buildFromTemplate: (items: unknown) => items },
    powerSaveBlocker: powerOf(seen),
    nativeTheme: { shouldUseDarkColors: true },
    ...guardsOf(seen),
    shell: { openExternal },
  }
  return { ...seen, electron: electron as unknown as Electron, app, contents, signals: new EventEmitter(), openExternal }
}

/** A core that keeps what is chosen for closing. */
export const fakeCore = (closing: Closing = 'quit') => {
  const kept: Closing[] = []
  return {
    kept,
    handlers: {} as Core['handlers'],
    close: vi.fn(async () => {}),
    saveBundle: async () => undefined,
    state: () => emptyState({ kind: 'none' } as State['rig']),
    choices: {
      says: () => ({ closing: kept.at(-1) ?? closing }),
      setClosing: async (next: Closing) => {
        kept.push(next)
        return { closing: next }
      },
    },
  }
}
