/** What a look can't see from where Smeshdesk runs, in words for evidence lines. */
const texts: Readonly<Record<string, string>> = {
  platform: 'this system does not show which processes use a folder',
  'process-space': 'Smeshdesk runs in a container, from which the processes outside and their locks are not seen',
  'network-space': 'Smeshdesk runs in a network of its own, from which the ports outside are not seen',
  'hidden-processes': 'this computer hides the processes of other users (/proc is mounted with hidepid)',
}

/** Else it is one process, by its number. */
export const blindText = (spot: string): string => texts[spot] ?? `${spot} may not be looked at`
