/** A name that may stand in the settings and is not taken, made of the last part of a path; empty when nothing of it may stand there. */
export function freeName(text: string, taken: readonly string[]): string {
  const plain = (text.split(/[/\\]/).findLast((part) => part !== '') ?? '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 60)
  const used = new Set(taken.map((name) => name.toLowerCase()))
  if (plain === '' || !used.has(plain.toLowerCase())) return plain
  const next = Array.from({ length: 99 }, (_, index) => `${plain}-${index + 2}`).find((name) => !used.has(name.toLowerCase()))
  return next ?? ''
}
