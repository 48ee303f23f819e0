const unitNs: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 }
const part = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g
/** Nanoseconds in 64 bits: some 292 years. */
const longestMs = 2 ** 63 / 1e6

/** Milliseconds of a Go duration such as `240h`, `1m30s`, `.5s`; `null` for anything else. A bare number is one only as `0`. */
export function goDurationMs(text: string): number | null {
  const [, sign = '', body = ''] = /^([-+]?)([\s\S]*)$/.exec(text) ?? []
  if (body === '0') return 0
  if (text.length > 60 || !/^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(body)) return null
  let total = 0
  for (const [, number, unit] of body.matchAll(part)) total += Number(number) * (unitNs[unit ?? ''] ?? 0)
  const milliseconds = total / 1e6
  return milliseconds < longestMs ? (sign === '-' ? -milliseconds : milliseconds) : null
}
