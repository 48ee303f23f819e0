import { keptChoice } from '../state/kept-choice.ts'

/** In which zone times are written; what stands under the pointer is UTC in any case. */
export const times = keptChoice('smeshdesk-times', ['local', 'utc'])
