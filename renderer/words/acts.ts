import { actWords as english } from './en/acts.ts'
import { told } from './told.ts'

export const actWords = told('acts', english)
