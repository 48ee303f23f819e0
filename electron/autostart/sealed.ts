import { hashText } from '../storage/index.ts'
import { sealMark } from './unit-text.ts'

const seals = /smeshdesk-seal:([0-9a-f]{64})/

/** The text with the hash of itself in the place of its mark: whoever changes a letter of it breaks that. */
export const sealed = (text: string): string => text.replace(sealMark, `smeshdesk-seal:${hashText(text)}`)

/** The seal of a text that nobody changed since it was made here; `null`: it was changed, or never ours. */
export function sealOf(text: string): string | null {
  const seal = seals.exec(text)?.[1] ?? null
  return seal !== null && hashText(text.replace(seals, sealMark)) === seal ? seal : null
}
