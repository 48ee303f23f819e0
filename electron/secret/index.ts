// What must never be shown: no log, message, file, patch or command line gets its text by accident.
export { Secret } from './secret.ts'
