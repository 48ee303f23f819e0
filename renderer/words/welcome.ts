import { welcomeWords as english } from './en/welcome.ts'
import { told } from './told.ts'

export const welcomeWords = told('welcome', english)
