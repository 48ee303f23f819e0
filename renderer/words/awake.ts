import { awakeWords as english } from './en/awake.ts'
import { told } from './told.ts'

export const awakeWords = told('awake', english)
