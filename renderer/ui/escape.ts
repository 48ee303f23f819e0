import { useEffect, useEffectEvent } from 'react'

/** What stands open, the topmost last: Escape means the topmost alone. */
const layers: (() => void)[] = []
const press = (event: KeyboardEvent) => {
  if (event.key === 'Escape' && !event.defaultPrevented) layers.at(-1)?.()
}

/** While `open`, what Escape does, unless something opened later stands above it. */
export function useEscape(act: () => void, open = true): void {
  const close = useEffectEvent(act)
  useEffect(() => {
    if (!open) return
    const layer = () => close()
    if (layers.length === 0) document.addEventListener('keydown', press)
    layers.push(layer)
    return () => {
      layers.splice(layers.indexOf(layer), 1)
      if (layers.length === 0) document.removeEventListener('keydown', press)
    }
  }, [open])
}
