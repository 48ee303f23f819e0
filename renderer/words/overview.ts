import { overviewWords as english } from './en/overview.ts'
import { told } from './told.ts'

export const overviewWords = told('overview', english)
