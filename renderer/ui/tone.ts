/** What colour says, third after shape and word. */
export type Tone = 'idle' | 'active' | 'good' | 'warn' | 'bad' | 'odd'
