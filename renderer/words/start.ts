import { startWords as english } from './en/start.ts'
import { told } from './told.ts'

export const startWords = told('start', english)
