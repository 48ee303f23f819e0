import { addWords as english } from './en/add.ts'
import { told } from './told.ts'

export const addWords = told('add', english)
