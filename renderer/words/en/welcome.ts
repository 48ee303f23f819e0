import { plural } from './grammar.ts'

export const welcomeWords = {
  head: ['Every proof on time,', 'every key in exactly one place.'],
  lead: 'Smeshdesk watches your identities, runs each PoST service on the right disk at the right time, and moves identities between nodes without two of them ever signing with one key.',
  sim: {
    title: 'Try a simulated rig',
    lead: 'A whole network in miniature on this computer: ten identities, five disks, an epoch in fifteen minutes.',
    points: [
      'No keys of yours, no downloads, nothing leaves this computer',
      'Break things on purpose and watch what happens',
      'Gone without a trace when you leave it',
    ],
    act: 'Start the simulation',
    open: 'Go to the simulation',
    closed: 'Your own rig is open; simulated and real never mix.',
    starting: 'The simulation starts',
    steps: {
      folders: 'Making folders',
      programs: 'Writing programs',
      data: 'Writing PoST data',
      keys: 'Making keys',
      network: 'Starting the network',
      nodes: 'Starting nodes',
      services: 'Starting PoST services',
      'first-epoch': 'Living through the first epoch',
      opening: 'Opening your rig',
      stopping: 'Stopping the simulation',
    } as Readonly<Record<string, string>>,
  },
  rig: {
    title: 'Use my rig',
    lead: 'Smeshdesk looks first and touches nothing. You decide what it may start or stop.',
    points: [
      'Attach to a node by its addresses and data folder',
      'Attach to a PoST service by its data folder',
      'Other machines: by address, through a tunnel of yours',
    ],
    known: (nodes: number, services: number) =>
      `Knows ${plural(nodes, 'node', 'nodes')} and ${plural(services, 'service', 'services')} of yours`,
    found: (nodes: number, services: number) =>
      `Found on this computer: ${[
        ...(nodes === 0 ? [] : [plural(nodes, 'node', 'nodes')]),
        ...(services === 0 ? [] : [plural(services, 'PoST service or data folder', 'PoST services and data folders')]),
      ].join(', ')}`,
    act: 'Add a node',
    look: 'Find what runs here',
    open: 'Look at my rig',
    more: 'Add another node',
    closed: 'Leave the simulation first; simulated and real never mix.',
  },
  smapp: {
    title: 'Take over from SMApp',
    lead: 'One node, one local.key, years of upgrades: turned into a rig that can grow.',
    points: ['Keeps the identity, its data and its rewards', 'SMApp stops first, and the stop is proven'],
    act: 'Choose its folder',
    closed:
      'Not in this version: it will be opened once moves have been proven against SMApp’s own folders. Until then leave SMApp as it is.',
  },
  product: 'Smeshdesk',
  foot: 'Read only until you say otherwise. No account, no telemetry.',
  language: 'English',
  version: (version: string) => `Smeshdesk ${version}`,
} as const
