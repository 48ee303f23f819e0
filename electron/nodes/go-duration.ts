const unitNs: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 }

/** Milliseconds of a Go duration such as `240h`, `1m30s`, `1.5s`; `null` for anything else. A bare number is nanoseconds only as `0`. */
export function goDurationMs(text: string): number | null {
  if (text === '0') return 0
  const parts = /^[-+]?(?:\d+(?:\.\d*)?(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text) && text.length <= 60 ? text : null
  if (parts === null) return null
  let total = 0
  for (const [, number, unit] of parts.matchAll(/(\d+(?:\.\d*)?)(ns|us|µs|μs|ms|s|m|h)/g)) {
    total += Number(number) * (unitNs[unit ?? ''] ?? 0)
  }
  const milliseconds = total / 1e6
  return Number.isSafeInteger(Math.ceil(milliseconds)) ? (parts.startsWith('-') ? -milliseconds : milliseconds) : null
}
