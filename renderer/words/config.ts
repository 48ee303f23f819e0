import { configWords as english } from './en/config.ts'
import { told } from './told.ts'

export const configWords = told('config', english)
