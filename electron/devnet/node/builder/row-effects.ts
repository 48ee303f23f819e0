import type { LocalRows } from '../database/local-rows.ts'
import type { Effect, RowEffect } from './builder-types.ts'

/** Writes what a decision wants written of one identity into local.sql. */
export function applyRowEffect(rows: LocalRows, id: Uint8Array, effect: RowEffect): void {
  switch (effect.do) {
    case 'save-post':
      rows.putPost(id, effect.post)
      break
    case 'save-challenge':
      rows.putChallenge(id, effect.challenge)
      break
    case 'save-registration':
      rows.putRegistration(id, effect.registration)
      break
    case 'save-poet-proof':
      rows.putPoetProof(id, effect.proof)
      break
    case 'save-nipost':
      rows.putNipost(id, effect.nipost)
      break
    case 'clear-rows':
      rows.clear(id)
      break
  }
}

const names: ReadonlySet<string> = new Set<RowEffect['do']>([
  'save-post',
  'save-challenge',
  'save-registration',
  'save-poet-proof',
  'save-nipost',
  'clear-rows',
])

export const isRowEffect = (effect: Effect): effect is RowEffect => names.has(effect.do)
