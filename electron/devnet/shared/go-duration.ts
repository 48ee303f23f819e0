const unitMs: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, μs: 1e-3, ms: 1, s: 1e3, m: 6e4, h: 3.6e6 }

/** Milliseconds of a duration as Go writes it ("1h30m", "6s", "300ms"); null when Go would refuse it. */
export function parseGoDuration(text: string): number | null {
  const match = /^([+-]?)(.+)$/.exec(text)
  const [, sign, body] = match ?? []
  if (body === undefined) return null
  if (body === '0') return 0
  if (!/^((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+$/u.test(body)) return null
  let total = 0
  for (const [, amount, unit] of body.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/gu))
    total += Number(amount) * (unitMs[unit ?? ''] ?? 0)
  return sign === '-' ? -total : total
}

/** The text of Go's Duration.String() for milliseconds. */
export function formatGoDuration(ms: number): string {
  if (ms === 0) return '0s'
  const sign = ms < 0 ? '-' : ''
  const size = Math.abs(ms)
  if (size < 1) return `${sign}${trim(size * 1e3)}µs`
  if (size < 1e3) return `${sign}${trim(size)}ms`
  const hours = Math.floor(size / 3.6e6)
  const minutes = Math.floor((size % 3.6e6) / 6e4)
  const seconds = `${trim((size % 6e4) / 1e3)}s`
  if (hours > 0) return `${sign}${hours}h${minutes}m${seconds}`
  return minutes > 0 ? `${sign}${minutes}m${seconds}` : `${sign}${seconds}`
}

const trim = (value: number) => String(Number(value.toFixed(9)))

/** A duration as protobuf's JSON mapping writes it: seconds with the decimals that are needed. */
export const protoJsonDuration = (ms: number): string => `${trim(ms / 1e3)}s`
