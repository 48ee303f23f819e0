const piece = /\s+|'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+)/gy

/** The words of a command line as a POSIX shell splits them, without variables or globs; `null` when a quote is not closed. */
export const splitArguments = (line: string): string[] | null => {
  const words: string[] = []
  let word: string | null = null
  piece.lastIndex = 0
  while (piece.lastIndex < line.length) {
    const found = piece.exec(line)
    if (found === null) return null
    const [all, single, double, escaped, plain] = found
    if (/^\s/.test(all)) {
      if (word !== null) words.push(word)
      word = null
    } else word = (word ?? '') + (single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? plain ?? '')
  }
  return word === null ? words : [...words, word]
}
