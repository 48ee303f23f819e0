import { useCallback, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { useWholeMirror } from '../state/desk.ts'
import { Toast, ToastShelf } from '../ui/toast.tsx'
import { shellWords as words } from '../words/shell.ts'
import { addFinished, type Finished, finishedSince, inSight, linesOf, type ToldLine } from './finished.ts'

/**
 * Finished things, one line for each kind, in the rail: there they cover nothing and move nothing.
 * What is in sight already is not told; what needs a person stands in the alert line, never only here.
 */
export const Toasts = () => {
  const [told, tell] = useState<readonly Finished[]>([])
  const watch = useWholeMirror()
  const [location] = useLocation()
  const here = useRef(location)
  useEffect(() => {
    here.current = location
    tell((old) => (old.some((one) => inSight(one, location)) ? old.filter((one) => !inSight(one, location)) : old))
  }, [location])
  useEffect(
    () =>
      watch((now, before) => {
        const fresh = finishedSince(before, now).filter((one) => !inSight(one, here.current))
        if (fresh.length > 0) tell((old) => addFinished(old, fresh))
      }),
    [watch],
  )
  const close = useCallback((kind: Finished['kind']) => tell((old) => old.filter((one) => one.kind !== kind)), [])
  return (
    <ToastShelf label={words.toasts}>
      {linesOf(told).map((line) => (
        <Line key={line.kind} line={line} close={close} />
      ))}
    </ToastShelf>
  )
}

const Line = ({ line, close }: { line: ToldLine; close: (kind: Finished['kind']) => void }) => {
  const onClose = useCallback(() => close(line.kind), [close, line.kind])
  return (
    <Toast
      mark={line.mark}
      tone={line.tone}
      said={line.said}
      short={line.short}
      to={line.route}
      act={words.alert.look}
      closeWords={words.close}
      onClose={onClose}
    />
  )
}
