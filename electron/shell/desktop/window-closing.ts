import type { BrowserWindow } from 'electron'
import type { HeldChoices } from '../../choices/index.ts'
import type { Closing } from '../../contract/model/choices.ts'
import type { closingWords } from '../console/spoken/tray-model.ts'
import { closes } from './closing.ts'
import type { Electron } from './start.ts'

interface ClosingDeps {
  readonly electron: Pick<Electron, 'app' | 'dialog'>
  readonly window: BrowserWindow
  readonly choices: HeldChoices
  readonly words: typeof closingWords
  readonly tray: boolean
  readonly log: (line: string) => void
}

/** The answers of the question, in the order of its buttons; the last keeps all as it is. */
const answers: readonly Closing[] = ['tray', 'quit']

async function ask({ electron: { dialog }, window, words }: ClosingDeps): Promise<Closing | undefined> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: words.title,
    detail: words.text,
    buttons: [words.tray, words.quit, words.cancel],
    defaultId: 0,
    cancelId: answers.length,
    noLink: true,
  })
  return answers[response]
}

/** The close button does what was chosen; the first time it is asked, and remembered. */
export function followClosing(deps: ClosingDeps): void {
  const { electron, window, choices, log } = deps
  let [ending, asking] = [false, false]
  electron.app.on('before-quit', () => {
    ending = true
  })
  const choose = async () => {
    const closing = await ask(deps)
    if (closing === undefined) return
    // What can't be written down is asked again next time.
    await choices.setClosing(closing).catch((error: unknown) => log(`the choice was not kept: ${String(error)}`))
    if (closing === 'tray') window.hide()
    else electron.app.quit()
  }
  window.on('close', (event) => {
    const does = closes(choices.says().closing, { tray: deps.tray, ending })
    if (does === 'close') return
    event.preventDefault()
    if (does === 'hide') window.hide()
    if (does !== 'ask' || asking) return
    asking = true
    const done = () => {
      asking = false
    }
    choose().then(done, (error: unknown) => {
      done()
      log(`the window could not ask: ${String(error)}`)
    })
  })
}
