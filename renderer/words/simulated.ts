import { simulatedWords as english } from './en/simulated.ts'
import { told } from './told.ts'

export const simulatedWords = told('simulated', english)
