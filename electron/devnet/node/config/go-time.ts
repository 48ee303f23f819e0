/** Milliseconds of an RFC 3339 time, or null when Go would refuse it: the zone is required. */
export function parseGoTime(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return null
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? null : ms
}

/** A time as Go marshals it: no decimals when there are none. */
export const formatGoTime = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z')
