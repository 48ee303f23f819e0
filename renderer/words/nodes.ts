import { nodesWords as english } from './en/nodes.ts'
import { told } from './told.ts'

export const nodesWords = told('nodes', english)
