/** Whoever asks before a look begins gets that one: questions of one moment are one look. Nobody gets a look that began before they asked. */
export function together<T>(look: () => Promise<T>): () => Promise<T> {
  let next: Promise<T> | null = null
  return () => {
    next ??= Promise.resolve().then(() => {
      next = null
      return look()
    })
    return next
  }
}
