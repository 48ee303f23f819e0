import { ages } from './en/ages.ts'
import { told } from './told.ts'

export const { age, atLeast } = told('ages', ages)
