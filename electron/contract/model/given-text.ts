// No schema library: the page has this file as code.

/** Characters of what a person gives to an identity. */
export const givenLimits = { name: 64, note: 500 } as const

/** Nothing that steers a line instead of standing in it: control characters, marks that turn the writing around or join, what is drawn as nothing. */
const shows = /^(?:[^\p{C}\p{DI}\p{Zl}\p{Zp}]|\n)*$/u

/** Whether it may stand on the screens; a name is one line. */
export const isGivenNote = (text: string): boolean => shows.test(text)
export const isGivenName = (text: string): boolean => isGivenNote(text) && !text.includes('\n')
