import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { api } from '../../contract/api.ts'
import type { Core, StartCore } from '../../core.ts'
import type { Platform } from '../../platform.ts'
import { serve } from '../../rpc/index.ts'
import { version } from '../../version.ts'
import { loadAssets } from '../assets.ts'
import { createReport } from '../failure-report.ts'
import { closeAndExit, endWhenUnhandled, type Unhandled } from '../last-resort.ts'
import { appEntry, appScheme, windowPreferences } from '../policy/index.ts'
import { thisSurroundings } from '../profile-folder.ts'
import { once, quitRequested, type Signals } from '../quit.ts'
import { startFailure } from '../start-failure.ts'
import { answerAppRequest } from './app-scheme.ts'
import { guardContents, guardSession } from './guards.ts'
import { openIpcDoor } from './ipc-door.ts'
import { consoleProgram, profileFrom } from './places.ts'
import { openTray } from './tray.ts'
import { followClosing } from './window-closing.ts'

/** The parts of Electron that the shell uses; a test gives its own. */
export type Electron = Pick<
  typeof import('electron'),
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'nativeImage'
  | 'nativeTheme'
  | 'Notification'
  | 'powerSaveBlocker'
  | 'protocol'
  | 'session'
  | 'shell'
  | 'Tray'
>

export interface DesktopDeps {
  readonly electron: Electron
  readonly startCore: StartCore
  readonly argv: readonly string[]
  readonly unhandled: Unhandled
  readonly signals: Signals
  /** Folder of the built outputs: `renderer/` and `preload/` lie in it. */
  readonly outputs: string
}

const log = (line: string) => process.stderr.write(`${new Date().toISOString()} ${line}\n`)

/** The words of the screens; loaded once the app is ready, so that nothing that must come before waits for them. */
const spoken = async () => ({
  ...(await import('../console/spoken/notice-text.ts')),
  ...(await import('../console/spoken/tray-model.ts')),
})

/** What is shown stays in memory until it is gone: else a click on it is lost. */
const showNotice = ({ Notification: Notice, BrowserWindow: Window }: Electron): NonNullable<Platform['showNotice']> => {
  const shown = new Set<InstanceType<Electron['Notification']>>()
  return (title, body, evenIfSeen) => {
    if (!Notice.isSupported()) return false
    // Who looks at the window has read it there.
    if (!evenIfSeen && Window.getFocusedWindow() !== null) return true
    const notice = new Notice({ title, body })
    shown.add(notice)
    notice.on('close', () => shown.delete(notice))
    notice.on('click', () => {
      for (const window of Window.getAllWindows()) bringToFront(window)
    })
    notice.show()
    return true
  }
}

const platformOf = (electron: Electron): Platform => ({
  host: 'desktop',
  consoleProgram: consoleProgram({
    isPackaged: electron.app.isPackaged,
    resources: process.resourcesPath ?? '',
    appFolder: electron.app.getAppPath(),
    platform: process.platform,
  }),
  keepAwake: () => {
    const id = electron.powerSaveBlocker.start('prevent-app-suspension')
    return () => void electron.powerSaveBlocker.stop(id)
  },
  showNotice: showNotice(electron),
  speak: async (news, now) => (await spoken()).noticeText(news, now),
  log,
})

/** The page's own ground colours (renderer/styles), so that nothing flashes before the first paint. */
const ground = { light: '#fbfbfa', dark: '#131517' }

const createWindow = ({ electron, outputs }: DesktopDeps): BrowserWindow => {
  const { BrowserWindow: Window, nativeTheme } = electron
  const window = new Window({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    title: 'Smeshdesk',
    backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
    webPreferences: { ...windowPreferences, preload: join(outputs, 'preload', 'preload.cjs') },
  })
  window.once('ready-to-show', () => window.show())
  return window
}

const openWindow = async (deps: DesktopDeps, core: Core): Promise<BrowserWindow> => {
  const { protocol, session, ipcMain } = deps.electron
  const assets = await loadAssets(join(deps.outputs, 'renderer'))
  protocol.handle(appScheme, (request) => answerAppRequest(request, assets))
  guardSession(session.defaultSession)
  const window = createWindow(deps)
  const report = createReport(log)
  openIpcDoor({
    source: ipcMain,
    contents: window.webContents,
    failed: (error) => void report(error, 'the window’s door'),
    onPage: (channel) => serve({ contract: api, handlers: core.handlers, report }, channel),
  })
  await window.loadURL(appEntry)
  return window
}

/** Must run before Electron is ready: scheme, sandbox for all, where the window's own files lie. */
const prepare = ({ app, protocol, Menu, shell }: Electron, profileFolder: string) => {
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
  app.setPath('userData', join(profileFolder, 'window'))
  app.on('web-contents-created', (_event, contents) =>
    guardContents(contents, (address) => void shell.openExternal(address).catch(() => log('the system could not open a link'))),
  )
  // On macOS the menu carries copy and paste.
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null)
}

/** The step that runs ends first, however often and in whatever way the end is asked for; the profile is let go last. */
const closeAtQuit = ({ electron: { app }, unhandled, signals }: DesktopDeps, core: Core) => {
  const ending = { close: once(() => core.close()), exit: (code: number) => app.exit(code), log }
  const end = once(() => closeAndExit(ending, 0))
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    event.preventDefault()
    void end()
  })
  void quitRequested(signals, () => log('Smeshdesk ends as soon as the step under way has ended')).then(() => app.quit())
  endWhenUnhandled(unhandled, ending)
}

const bringToFront = (window: BrowserWindow) => {
  if (window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

const open = async (deps: DesktopDeps, profileFolder: string) => {
  const { app } = deps.electron
  await mkdir(profileFolder, { recursive: true, mode: 0o700 })
  await app.whenReady()
  const core = await deps.startCore({ profileFolder, platform: platformOf(deps.electron), version })
  closeAtQuit(deps, core)
  const window = await openWindow(deps, core)
  const front = () => bringToFront(window)
  app.on('second-instance', front)
  const { trayModel, closingWords } = await spoken()
  const tray = openTray({ electron: deps.electron, state: core.state, model: trayModel, open: front, quit: () => app.quit(), log })
  followClosing({ electron: deps.electron, window, choices: core.choices, words: closingWords, tray, log })
  // Windows gives a moment at log-out, and no other sign.
  window.on('session-end', () => app.quit())
}

/** Opens the one window. A second start of the same profile brings the first to the front and ends; a failed start is said in a dialog. */
export const startDesktop = async (deps: DesktopDeps): Promise<void> => {
  const { app, dialog } = deps.electron
  const profileFolder = profileFrom(deps.argv, thisSurroundings())
  prepare(deps.electron, profileFolder)
  if (!app.requestSingleInstanceLock()) return app.quit()
  try {
    await open(deps, profileFolder)
  } catch (error) {
    log(`start failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    dialog.showErrorBox('Smeshdesk can’t open', startFailure(error))
    app.exit(1)
  }
}
