import { logWords as english } from './en/log.ts'
import { told } from './told.ts'

export const logWords = told('log', english)
