// How starts of go-spacemesh and runs of merge-nodes ended.
export { type MergeMeaning, type MergeRun, type MergeSide, readMergeEnding } from './merge-nodes.ts'
export { nameNodeEnding, nodeMarks, readNodeEnding } from './node.ts'
