import { earnedWords as english } from './en/earned.ts'
import { told } from './told.ts'

export const earnedWords = told('earned', english)
