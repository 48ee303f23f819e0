import { glossaryWords as english } from './en/glossary.ts'
import { told } from './told.ts'

export const glossaryWords = told('glossary', english)
