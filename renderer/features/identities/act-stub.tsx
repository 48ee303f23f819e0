import type { Act } from '../../../electron/contract/model/act.ts'

export const ActButton = (_: { act: Act; label: string; primary: boolean; small: boolean }) => null
