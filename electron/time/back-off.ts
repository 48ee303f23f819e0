const firstMs = 1_000
const longestMs = 60_000

/** How long to wait before the next try: 1 s doubled up to 60 s, between 50 % and 100 % of it by chance. */
export function backOffMs(failures: number, chance: number): number {
  const whole = Math.min(longestMs, firstMs * 2 ** Math.min(failures, 16))
  return Math.round(whole * (0.5 + chance / 2))
}
