import fc from 'fast-check'

/** Texts that break readers: nothing, controls, colours, marks that turn the writing round, halves of characters, markup, numbers at their ends. */
const nasty: readonly string[] = [
  '',
  '\0',
  '\n',
  '\r\n',
  '\t',
  ' ',
  '\u001b[31m',
  '\u001b]0;title\u0007',
  '\u202e',
  '\u2066',
  '\u200b',
  '\ufeff',
  '\ud800',
  '\udfff',
  '\u2028',
  'e\u0301',
  '<img src=x onerror=alert(1)>',
  '"><script>',
  '{{7*7}}',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  '-0',
  'NaN',
  'Infinity',
  '1e999',
  '9007199254740993',
  '18446744073709551616',
  '-9223372036854775809',
  '0x',
  '%00',
  '\\u0000',
  '\\',
  "'",
  '"',
  '[[[[[[[[',
  '{"a":{"a":{"a":',
  '😀',
]

const any = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ maxLength: 40 }), fc.constantFrom(...nasty))

/** A sample with parts cut out, doubled, moved and put in. */
function mutated(samples: readonly string[]): fc.Arbitrary<string> {
  const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(30), put: any, twice: fc.boolean() })
  return fc.tuple(fc.constantFrom(...samples), fc.array(change, { maxLength: 4 })).map(([sample, changes]) =>
    changes.reduce((text, { at, length, put, twice }) => {
      const from = Math.floor(at * text.length)
      const part = text.slice(from, from + length)
      return text.slice(0, from) + put + (twice ? part + part : '') + text.slice(from + length)
    }, sample),
  )
}

/** Texts: changed samples, pieces of samples in any order, and anything at all. */
export function texts(samples: readonly string[]): fc.Arbitrary<string> {
  const pieces = samples.flatMap((sample) => sample.split(/(?<=[\s:,={}[\]"'/-])/))
  const piece = fc.oneof(fc.constantFrom(...(pieces.length === 0 ? [''] : pieces)), any)
  return fc.oneof(
    { weight: 6, arbitrary: mutated(samples) },
    { weight: 3, arbitrary: fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: any },
  )
}

/** Bytes: texts as UTF-8 with bytes changed so that it is none any more, and anything at all. */
export function bytes(samples: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), byte: fc.nat(255), drop: fc.nat(3) })
  const changed = fc.tuple(fc.constantFrom(...samples), fc.array(change, { maxLength: 6 })).map(([sample, changes]) =>
    changes.reduce((found, { at, byte, drop }) => {
      const from = Math.floor(at * found.length)
      return Buffer.concat([found.subarray(0, from), Buffer.from([byte]), found.subarray(from + drop)])
    }, Buffer.from(sample)),
  )
  return fc.oneof({ weight: 5, arbitrary: changed }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) })
}

/** Words of a command line. */
export const words = (samples: readonly string[]): fc.Arbitrary<string[]> =>
  fc.array(fc.oneof(fc.constantFrom(...samples), texts(samples)), { maxLength: 12 })

/** The forms of a very long text that make readers slow or deep, each in so many letters. */
export const huge = (letters: number): readonly (readonly [name: string, text: string])[] =>
  (
    [
      ['letters', 'a'],
      ['blanks', ' '],
      ['lines', '\n'],
      ['words', 'a '],
      ['quotes', '"'],
      ['escaped quotes', '\\"'],
      ['brackets', '['],
      ['braces', '{"a":'],
      ['numbers', '0,'],
      ['digits', '9'],
      ['colours', '\u001b[31m'],
      ['turned round', '\u202e'],
      ['dots', '../'],
      ['assignments', 'a=b\n'],
      ['a list', '0,', '['],
      ['an object', '"a":0,', '{'],
      ['lines of a list', '0,\n', '['],
    ] as const
  ).map(([name, part, head = '']) => [name, head + part.repeat(Math.ceil(letters / part.length))])

/** How much a value holds: letters, bytes and parts. */
export function weightOf(value: unknown): number {
  let weight = 0
  const seen = new Set<unknown>()
  const waiting: unknown[] = [value]
  while (waiting.length > 0) {
    const one = waiting.pop()
    weight += 1
    if (typeof one === 'string') weight += one.length
    else if (typeof one === 'bigint') weight += one < 2n ** 128n && one > -(2n ** 128n) ? 40 : String(one).length
    else if (one instanceof Uint8Array) weight += one.length
    else if (typeof one === 'object' && one !== null && !seen.has(one)) {
      seen.add(one)
      if (one instanceof Map) for (const [key, inner] of one) waiting.push(key, inner)
      else if (one instanceof Set) for (const inner of one) waiting.push(inner)
      else for (const [key, inner] of Object.entries(one)) waiting.push(key, inner)
    }
  }
  return weight
}
