import { askJson } from '../net/index.ts'
import type { PoetTiming } from './known-networks.ts'
import { parsePoetInfo, parsePoetKey, poetPlace } from './poet-info.ts'

/** They all tell the same; the first few are enough. */
const asksMost = 5

/** The timing that the first of these PoETs tells that answers; `null`: none does. 2 s and 64 KiB each, read only, no redirects. */
export async function askPoets(addresses: readonly string[], signal: AbortSignal): Promise<PoetTiming | null> {
  for (const text of addresses.slice(0, asksMost)) {
    const place = poetPlace(text)
    if (place === null) continue
    const answer = await askJson(place.address, { ...place, parse: parsePoetInfo, signal })
    if (answer.kind === 'answer') return answer.value
  }
  return null
}

/** The public key of the PoET at this address, base64; `null`: it does not answer, or tells none. Limits as above. */
export async function askPoetKey(text: string, signal: AbortSignal): Promise<string | null> {
  const place = poetPlace(text)
  if (place === null) return null
  const answer = await askJson(place.address, { ...place, parse: parsePoetKey, signal })
  return answer.kind === 'answer' ? answer.value : null
}
