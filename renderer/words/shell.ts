import { shellWords as english } from './en/shell.ts'
import { told } from './told.ts'

export const shellWords = told('shell', english)
