import { givenLimits } from '../../../electron/contract/model/given-text.ts'

/** What a person calls an identity, and writes of it. */
export const givenWords = {
  edit: 'Name and note…',
  title: 'Name and note',
  name: 'Name',
  nameHelp: (fileName: string) => `Shown everywhere in place of ${fileName}. No file is renamed. Empty: ${fileName}.`,
  note: 'Note',
  noteHelp: `Up to ${givenLimits.note} characters, for yourself; found by the search.`,
  bad: 'It holds a character that can’t be seen, or that turns the writing around.',
  save: 'Keep it',
  back: 'Leave it as it was',
  known: (fileName: string) => `in its files ${fileName}`,
} as const
