/** What can be broken in a playground, in the order in which it is offered. */
export const breakNames = ['stop-service', 'late-proof', 'cut-data', 'kill-node', 'cut-poet', 'break-key', 'copy-key'] as const
export type BreakName = (typeof breakNames)[number]

export const isBreakName = (name: string): name is BreakName => (breakNames as readonly string[]).includes(name)

/**
 * Which part of the rig each one breaks; none touches what another does. A service is stopped and a node is killed by who
 * runs them: here it is only kept in mind.
 */
export const targets: Readonly<Record<BreakName, string>> = {
  'stop-service': 'diskB_post1',
  'late-proof': 'diskA_post2',
  'cut-data': 'diskC_post2',
  'kill-node': 'attic',
  'cut-poet': 'network',
  'break-key': 'diskB_post3',
  'copy-key': 'diskE_post1',
}
