import { bandWords as english } from './en/band.ts'
import { told } from './told.ts'

export const bandWords = told('band', english)
