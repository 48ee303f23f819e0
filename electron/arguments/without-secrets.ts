/** Flags of the programs whose values are secrets: a key itself. */
const secretFlags = /^(-{1,2}testing-smesher-key)(?:=.*)?$/s
/** `user:password@` in an address. */
const secretInAddress = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi

/** A command line to be shown to others: what may be a secret is left out. */
export const withoutSecrets = (args: readonly string[]): string[] =>
  args.map((word, at) => {
    const flag = secretFlags.exec(word)?.[1]
    if (flag !== undefined) return word.includes('=') ? `${flag}=…` : flag
    return secretFlags.test(args[at - 1] ?? '') && !(args[at - 1] ?? '').includes('=') ? '…' : word.replaceAll(secretInAddress, '$1…@')
  })
