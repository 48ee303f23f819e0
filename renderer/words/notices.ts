import { noticesWords as english } from './en/notices.ts'
import { told } from './told.ts'

export const noticesWords = told('notices', english)
