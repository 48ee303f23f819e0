import { certificatesWords as english } from './en/certificates.ts'
import { told } from './told.ts'

export const certificatesWords = told('certificates', english)
