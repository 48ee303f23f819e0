import { identitiesWords as english } from './en/identities.ts'
import { told } from './told.ts'

export const identitiesWords = told('identities', english)
