import { useEffect } from 'react'
import { useLocation } from 'wouter'

/** One letter per screen, after G. */
const screens: Readonly<Record<string, string>> = { o: '/overview', i: '/identities', m: '/migrate', n: '/nodes', w: '/welcome' }
const patienceMs = 1500

/** A tick box and a radio take no letters. */
const writes = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input:not([type="checkbox"], [type="radio"]), select, textarea, dialog') !== null

const search = (event: KeyboardEvent) => {
  const field = document.querySelector<HTMLInputElement>('main input[type="search"]')
  if (field === null) return
  event.preventDefault()
  field.focus()
}

/** G, then a letter, goes to a screen; a slash goes to the search; a question mark shows all keys. Not while something is typed or asked. */
export const useShortcuts = (help: () => void) => {
  const [, go] = useLocation()
  useEffect(() => {
    let begunAt = Number.NEGATIVE_INFINITY
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return
      if (event.key === '/') search(event)
      if (event.key === '?') help()
      const route = event.timeStamp - begunAt < patienceMs ? screens[event.key.toLowerCase()] : undefined
      begunAt = event.key.toLowerCase() === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
      if (route !== undefined) go(route)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [go, help])
}
