import type { Channel } from '../../contract/wire.ts'

interface End {
  readonly frames: ((text: string) => void)[]
  readonly closes: (() => void)[]
}

/** Two ends of a pipe inside one process: for tests, and the model that the real channels are held against. */
export const createMemoryChannel = (): readonly [Channel, Channel] => {
  const left: End = { frames: [], closes: [] }
  const right: End = { frames: [], closes: [] }
  let open = true
  const close = () => {
    if (!open) return
    open = false
    queueMicrotask(() => {
      for (const listener of [...left.closes, ...right.closes]) listener()
    })
  }
  const end = (mine: End, other: End): Channel => ({
    send: (text) => {
      if (!open) return
      queueMicrotask(() => {
        if (open) for (const listener of other.frames) listener(text)
      })
    },
    onFrame: (listener) => mine.frames.push(listener),
    onClose: (listener) => mine.closes.push(listener),
    close,
  })
  return [end(left, right), end(right, left)]
}
