import { foundWords as english } from './en/found.ts'
import { told } from './told.ts'

export const foundWords = told('found', english)
