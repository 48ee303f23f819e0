import { doorWords } from './en/door.ts'
import { told } from './told.ts'

export const { problems: pathProblems, tries: tryWords, notes: noteWords } = told('door', doorWords)
