import { programLine, splitArguments as splitWords, styleOf } from '../../../electron/arguments/index.ts'

const rigNamePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/
const addressPattern = /^(?:\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+):\d{1,5}$/

export const isRigName = (name: string): boolean => rigNamePattern.test(name)

/** Only the form; the main side parses and confirms it again. */
export const isAddress = (address: string): boolean =>
  addressPattern.test(address) && Number(address.slice(address.lastIndexOf(':') + 1)) <= 65_535

export const addressOrNull = (address: string): string | null => (address.trim() === '' ? null : address.trim())

/** Names that differ in case only are one. */
export const isTaken = (names: readonly string[], name: string, now: string | null): boolean =>
  name !== '' && names.some((one) => one !== now && one.toLowerCase() === name.toLowerCase())

/**
 * A whole command line that is pasted behind one that nobody has touched takes its place: that was filled in while the hand was on its
 * way. Further arguments are added to it. `before`: the line as it stood, `after`: as it stands now.
 */
export function pastedLine(before: string, after: string, touched: boolean): string {
  if (touched || before === '' || !after.startsWith(before)) return after
  const added = after.slice(before.length)
  return programLine(splitWords(added, styleOf(added)) ?? []).program === null ? after : added
}
