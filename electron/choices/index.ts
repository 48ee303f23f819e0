// What a person chose for a profile, whatever rig is open in it.
export { type HeldChoices, openChoices } from './choices.io.ts'
