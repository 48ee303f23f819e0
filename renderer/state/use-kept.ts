import { useSyncExternalStore } from 'react'
import type { KeptChoice } from './kept-choice.ts'

/** What is chosen in this browser now. */
export const useKept = <Value extends string>(choice: KeptChoice<Value>): Value => useSyncExternalStore(choice.heard, choice.now)
