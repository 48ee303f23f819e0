/** Directly in its data folder, for as long as it runs, a node keeps open its databases and what it knows of its peers (docs/protocol.md §9). */
const kept = /\/(?:(?:local|state|node_state)\.sql[^/]*|p2p\/.+)$/
const database = /^(?:local|state|node_state)\.sql(?:-wal|-shm)?$/

/** Whether an open file, by its path as the kernel shows it, is one that only a running node keeps open, or somebody who copies or reads it. */
export const keptByNode = (path: string): boolean => kept.test(path.replace(/ \(deleted\)$/, ''))

/** Whether a file of this name, directly in a data folder, is a database of its node. */
export const isNodeDatabase = (name: string): boolean => database.test(name)
