import { keysWords as english } from './en/keys.ts'
import { told } from './told.ts'

export const keysWords = told('keys', english)
