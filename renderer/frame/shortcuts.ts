import { useEffect } from 'react'
import { useLocation } from 'wouter'

/** One letter per screen, after G. */
const screens: Readonly<Record<string, string>> = { i: '/identities', m: '/migrate', n: '/nodes', w: '/welcome' }
const patienceMs = 1500

const writes = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, select, textarea, [role="dialog"]') !== null

/** G, then a letter, goes to a screen; not while something is typed or asked. */
export const useShortcuts = () => {
  const [, go] = useLocation()
  useEffect(() => {
    let begunAt = Number.NEGATIVE_INFINITY
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return
      const route = event.timeStamp - begunAt < patienceMs ? screens[event.key.toLowerCase()] : undefined
      begunAt = event.key.toLowerCase() === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
      if (route !== undefined) go(route)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [go])
}
