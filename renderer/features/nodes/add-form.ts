import type { Picked } from './folder-field.tsx'
import { splitArguments } from './split-arguments.ts'

const rigNamePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/
const addressPattern = /^(?:\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+):\d{1,5}$/

export const isRigName = (name: string): boolean => rigNamePattern.test(name)

/** Only the form; the main side parses and confirms it again. */
export const isAddress = (address: string): boolean =>
  addressPattern.test(address) && Number(address.slice(address.lastIndexOf(':') + 1)) <= 65_535

export const addressOrNull = (address: string): string | null => (address.trim() === '' ? null : address.trim())

/** A name from a folder's name: what is not allowed becomes a dash. */
export const nameFrom = (picked: Picked | null): string => {
  const name = (picked?.name ?? '').replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '')
  return name.slice(0, 64)
}

export const argumentsOf = splitArguments
