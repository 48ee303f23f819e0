import { settingsWords as english, shellDialogs as englishDialogs } from './en/settings.ts'
import { told } from './told.ts'

export const settingsWords = told('settings', english)
export const shellDialogs = told('shellDialogs', englishDialogs)
