import { consoleWords as english } from './en/console.ts'
import { told } from './told.ts'

export const consoleWords = told('console', english)
