// What happened, kept over restarts: a thread of its own writes it down, and nothing else waits for it.
export { type History, openHistory } from './history.io.ts'
