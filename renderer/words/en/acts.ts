type Kind = 'node' | 'service'

export const thing = (kind: Kind, name: string): string => (kind === 'node' ? name : `${name}’s service`)

/** Words of the one act that helps, and of what it asks before it does it. */
export const actWords = {
  start: (kind: Kind, name: string) => `Start ${thing(kind, name)}`,
  restart: (kind: Kind, name: string) => `Restart ${thing(kind, name)}`,
  restartAsks: (kind: Kind, name: string) => `Restart ${thing(kind, name)}…`,
  stopAsks: (kind: Kind, name: string) => `Stop ${thing(kind, name)}…`,
  log: 'Read the log',
  edit: (kind: Kind, name: string) => `Correct ${thing(kind, name)}`,
  open: 'Show it',
  ask: {
    title: (kind: Kind, name: string) => `Restart ${kind === 'node' ? name : `${name}’s PoST service`}?`,
    lead: 'Exactly this happens:',
    stops: (kind: Kind) => (kind === 'node' ? 'The node is stopped and started again.' : 'The PoST service is stopped and started again.'),
    loses: 'A proof in progress is lost. It cannot be continued, only started over.',
    untouched: 'Keys and data are not touched.',
    type: 'To confirm, type',
    agreed: 'as agreed',
    notYet: 'Not typed in full yet.',
    pending: 'Asked, not done yet.',
    keep: 'Leave it as it is',
    act: 'Restart it',
  },
} as const
