import type { IdentityRow } from '../../../electron/contract/model/identity.ts'

/** What of a row says that its epochs may be others. */
export const epochMark = ({ standing, epochs, ban }: Pick<IdentityRow, 'standing' | 'epochs' | 'ban'>): string =>
  JSON.stringify([standing, epochs, ban.state])
