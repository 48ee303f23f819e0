import { binariesWords as english } from './en/binaries.ts'
import { told } from './told.ts'

export const binariesWords = told('binaries', english)
