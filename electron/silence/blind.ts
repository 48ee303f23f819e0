import { type SeenKey, saw } from '../contract/seen.ts'

/** What a look can't see from where Smeshdesk runs. */
const spots: Readonly<Record<string, SeenKey>> = {
  platform: 'blind-platform',
  'process-space': 'blind-process-space',
  'network-space': 'blind-network-space',
  'hidden-processes': 'blind-hidden-processes',
}

/** As a line of evidence; else it is one process, by its number. */
export function blindText(spot: string): string {
  const known = spots[spot]
  return known === undefined ? saw('blind', spot.replace(/^process /, '')) : saw(known)
}
