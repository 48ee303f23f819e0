import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { withRoom } from './room.ts'

const makeRoom = (axis: Element | null) => {
  const labels = [...(axis?.querySelectorAll<SVGElement>('[data-weight]') ?? [])]
  const placed = labels.map((label) => {
    const { left, right, top, bottom } = label.getBoundingClientRect()
    return { left, right, top, bottom, weight: Number(label.dataset.weight) }
  })
  if (axis === null) return
  for (const [index, has] of withRoom(placed, axis.getBoundingClientRect()).entries())
    labels[index]?.setAttribute('visibility', has ? 'visible' : 'hidden')
}

/** Words are of any length, and windows of any width: after each drawing, labels (`data-weight`) without room are not shown. */
export const useRoom = (): RefObject<HTMLDivElement | null> => {
  const axis = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => makeRoom(axis.current))
  useEffect(() => {
    const again = () => makeRoom(axis.current)
    window.addEventListener('resize', again)
    document.fonts?.addEventListener('loadingdone', again)
    return () => {
      window.removeEventListener('resize', again)
      document.fonts?.removeEventListener('loadingdone', again)
    }
  }, [])
  return axis
}
