import { paletteWords as english } from './en/palette.ts'
import { told } from './told.ts'

export const paletteWords = told('palette', english)
