import type { Closing } from '../../contract/model/choices.ts'

interface Around {
  /** There is a tray from which the window comes back. */
  readonly tray: boolean
  /** The app ends already. */
  readonly ending: boolean
}

/** What the close button does now. Without a tray nothing could bring a hidden window back: closing ends the app. */
export const closes = (closing: Closing, { tray, ending }: Around): 'close' | 'hide' | 'ask' => {
  if (ending || !tray || closing === 'quit') return 'close'
  return closing === 'tray' ? 'hide' : 'ask'
}
