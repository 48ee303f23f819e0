/** What the command line says beside the sentences of the screens. */
export const consoleWords = {
  columns: { service: 'PoST service', process: 'Process' },
  process: (pid: number) => `${pid}`,
  noServices: 'No PoST service is known.',
  /** Below what was looked at without a host. */
  alone: 'No Smeshdesk that can be asked runs for this profile: this is a look of its own, taken now.',
  wantsHost:
    'No Smeshdesk that can be asked runs for this profile, so nothing was started or stopped: it would be watched by nobody. Start “smeshdesk serve”, or do it in the window where that is open.',
  wantsYes: 'Nothing was done. With --yes it is done all the same.',
  noSuch: (kind: 'node' | 'service', name: string) => `There is no ${kind === 'node' ? 'node' : 'PoST service'} “${name}” here.`,
  noLogOf: (name: string) => `There is no node and no PoST service “${name}” here.`,
  bothNamed: (name: string) => `A node and a PoST service are called “${name}”: say node/${name} or service/${name}.`,
  emptyLog: (file: string) => `Nothing was written yet: ${file}`,
  now: (name: string, state: string) => `${name}: ${state}`,
  notYet: (name: string, state: string) => `${name}: asked, and after its time it is: ${state}`,
  nothing: 'There is none.',
} as const
