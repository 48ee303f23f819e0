import { useCallback, useEffect, useState } from 'react'
import { useWholeMirror } from '../state/desk.ts'
import { ButtonLink } from '../ui/button.tsx'
import { Toast, ToastShelf } from '../ui/toast.tsx'
import { shellWords as words } from '../words/shell.ts'
import { type Finished, finishedBetween } from './finished.ts'

const shownMost = 3

/** Finished things, at most three at a time; what needs a person stands in the alert line, never only here. */
export const Toasts = () => {
  const [shown, show] = useState<readonly Finished[]>([])
  const watch = useWholeMirror()
  useEffect(
    () =>
      watch((now, before) => {
        const finished = finishedBetween(before, now)
        if (finished.length > 0)
          show((old) => [...old.filter(({ id }) => !finished.some((one) => one.id === id)), ...finished].slice(-shownMost))
      }),
    [watch],
  )
  const close = useCallback((id: string) => show((old) => old.filter((one) => one.id !== id)), [])
  return (
    <ToastShelf label={words.toasts}>
      {shown.map((one) => (
        <One key={one.id} finished={one} close={close} />
      ))}
    </ToastShelf>
  )
}

const One = ({ finished, close }: { finished: Finished; close: (id: string) => void }) => {
  const onClose = useCallback(() => close(finished.id), [close, finished.id])
  return (
    <Toast
      mark={finished.mark}
      tone={finished.tone}
      closeWords={words.close}
      onClose={onClose}
      act={
        <ButtonLink to={finished.route} small>
          {words.alert.look}
        </ButtonLink>
      }
    >
      <b>{finished.head}</b> {finished.rest}
    </Toast>
  )
}
