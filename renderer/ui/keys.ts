import { useEffect, useEffectEvent } from 'react'

/** Whether letters go into a field there, or something is asked; a tick box and a radio take no letters. */
export const writes = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input:not([type="checkbox"], [type="radio"]), select, textarea, dialog') !== null

/** Ctrl, or the command key of a Mac. */
export const withCommand = (event: Pick<KeyboardEvent, 'ctrlKey' | 'metaKey'>): boolean => event.ctrlKey || event.metaKey

/** Every key that is pressed on the page, while the component is there. */
export function useKeys(press: (event: KeyboardEvent) => void): void {
  const pressed = useEffectEvent(press)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => pressed(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
