import { lazy, Suspense, useCallback, useState } from 'react'
import { useShortcuts } from './shortcuts.ts'

const Palette = lazy(() => import('../features/palette/palette.tsx').then((part) => ({ default: part.Palette })))
const HelpSheet = lazy(() => import('./help-sheet.tsx').then((sheet) => ({ default: sheet.HelpSheet })))

/** What the keyboard opens over any screen, the start page too. */
export const Overlays = () => {
  const [over, open] = useState<'help' | 'palette' | null>(null)
  const close = useCallback(() => open(null), [])
  useShortcuts({ help: () => open('help'), palette: () => open('palette') })
  return over !== null && <Suspense>{over === 'help' ? <HelpSheet onClose={close} /> : <Palette onClose={close} />}</Suspense>
}
