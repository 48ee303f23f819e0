import type { MenuItemConstructorOptions, Tray } from 'electron'
import type { State } from '../../contract/state.ts'
import type { TrayModel } from '../console/spoken/tray-model.ts'
import type { Electron } from './start.ts'
import { trayIcon } from './tray-icon.ts'

interface TrayDeps {
  readonly electron: Pick<Electron, 'Tray' | 'Menu' | 'nativeImage'>
  readonly state: () => State
  readonly model: (state: Pick<State, 'rig' | 'alerts' | 'verdict'>, now: number) => TrayModel
  readonly open: () => void
  readonly quit: () => void
  readonly log: (line: string) => void
}

/** What needs a person may wait this long to stand in the menu; notices come at once. */
const lookMs = 5_000

function made({ electron: { Tray: NewTray, nativeImage }, log }: TrayDeps): Tray | null {
  try {
    return new NewTray(nativeImage.createFromDataURL(trayIcon))
  } catch (error) {
    log(`there is no tray: ${error instanceof Error ? error.message : String(error)}`)
    return null
  }
}

/** An icon with the worst open thing, a way to the window and one to the end; `false`: this desktop has none. */
export function openTray(deps: TrayDeps): boolean {
  const tray = made(deps)
  if (tray === null) return false
  let shown = ''
  const look = () => {
    const model = deps.model(deps.state(), Date.now())
    const text = JSON.stringify(model)
    // A menu that is made anew closes under the hand that has it open.
    if (text === shown) return
    shown = text
    tray.setToolTip(model.tooltip)
    const does = { open: deps.open, quit: deps.quit }
    const items = model.items.map(
      ({ label, does: what }): MenuItemConstructorOptions => (what === null ? { label, enabled: false } : { label, click: does[what] }),
    )
    tray.setContextMenu(deps.electron.Menu.buildFromTemplate(items))
  }
  look()
  tray.on('click', deps.open)
  setInterval(look, lookMs).unref()
  return true
}
