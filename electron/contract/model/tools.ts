// The programs that the store keeps. No schema library: the page has this file as code.

export const tools = ['go-spacemesh', 'post-service', 'postcli', 'profiler', 'merge-nodes', 'poet', 'k2pow-service'] as const
export type Tool = (typeof tools)[number]

/** What an entry of each kind runs. */
export const toolOf = { node: 'go-spacemesh', service: 'post-service' } as const satisfies Record<string, Tool>
