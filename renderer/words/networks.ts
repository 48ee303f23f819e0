import { networkWords as english } from './en/networks.ts'
import { told } from './told.ts'

export const networkWords = told('networks', english)
