import { type RefObject, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** The inner width of an element in pixels; 0 while it is not known. What follows from it is drawn before the next picture. */
export const useWidth = (element: RefObject<HTMLElement | null>): number => {
  const [width, set] = useState(0)
  useLayoutEffect(() => {
    const seen = element.current
    if (seen === null) return
    set(seen.clientWidth)
    if (typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(() => flushSync(() => set(seen.clientWidth)))
    observer.observe(seen)
    return () => observer.disconnect()
  }, [element])
  return width
}
