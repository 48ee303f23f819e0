const block = 512
const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

function headerOf(name: string, size: number, seconds: number): Uint8Array {
  const header = new Uint8Array(block)
  const put = (at: number, text: string) => header.set(encode(text), at)
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0')
  put(0, name)
  put(100, `${octal(0o600, 7)}\0${octal(0, 7)}\0${octal(0, 7)}\0`)
  put(124, `${octal(size, 11)}\0${octal(seconds, 11)}\0`)
  put(148, '        0')
  put(257, 'ustar\0' + '00')
  const sum = header.reduce((before, byte) => before + byte, 0)
  put(148, `${octal(sum, 6)}\0 `)
  return header
}

/** Texts as an archive (POSIX ustar): names of at most 100 bytes, each file 0600 and of nobody. `at`: milliseconds since 1970. */
export function tarOf(files: readonly { readonly name: string; readonly text: string }[], at: number): Uint8Array {
  const parts = files.flatMap(({ name, text }) => {
    const bytes = encode(text)
    return [headerOf(name, bytes.length, Math.floor(at / 1000)), bytes, new Uint8Array((block - (bytes.length % block)) % block)]
  })
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 2 * block))
  let end = 0
  for (const part of parts) {
    whole.set(part, end)
    end += part.length
  }
  return whole
}
