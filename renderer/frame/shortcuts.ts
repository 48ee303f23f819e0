import { useRef } from 'react'
import { useLocation } from 'wouter'
import { useKeys, withCommand, writes } from '../ui/keys.ts'

/** One letter per screen, after G. */
const screens: Readonly<Record<string, string>> = {
  a: '/activity',
  i: '/identities',
  k: '/keys',
  m: '/migrate',
  n: '/nodes',
  o: '/overview',
  s: '/settings',
  w: '/welcome',
}
const patienceMs = 1500

const search = (event: KeyboardEvent) => {
  const field = document.querySelector<HTMLInputElement>('main input[type="search"]')
  if (field === null) return
  event.preventDefault()
  field.focus()
}

interface Opens {
  readonly help: () => void
  readonly palette: () => void
}

/**
 * G, then a letter, goes to a screen; a slash goes to the search; a question mark shows all keys: not while something is typed or asked.
 * Ctrl K opens the palette while nothing is asked.
 */
export const useShortcuts = ({ help, palette }: Opens) => {
  const [, go] = useLocation()
  const begunAt = useRef(Number.NEGATIVE_INFINITY)
  useKeys((event) => {
    if (withCommand(event) && !event.altKey && event.key.toLowerCase() === 'k' && document.querySelector('dialog[open]') === null) {
      event.preventDefault()
      return palette()
    }
    if (event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return
    if (event.key === '/') search(event)
    if (event.key === '?') help()
    const route = event.timeStamp - begunAt.current < patienceMs ? screens[event.key.toLowerCase()] : undefined
    begunAt.current = event.key.toLowerCase() === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
    if (route !== undefined) go(route)
  })
}
