const words: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EISDIR: 'is a directory',
  ENOTDIR: 'not a directory',
  EADDRINUSE: 'address already in use',
  EADDRNOTAVAIL: 'cannot assign requested address',
}

/** The system's reason in the words of Go's syscall package. */
export function goReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return words[code] ?? (error instanceof Error ? error.message : String(error))
}

/** A failed file operation as Go's PathError prints it: `open /x/y: no such file or directory`. */
export function goFileError(operation: string, path: string, error: unknown): string {
  const reason = goReason(error)
  return `${reason === words.EISDIR ? 'read' : operation} ${path}: ${reason}`
}
