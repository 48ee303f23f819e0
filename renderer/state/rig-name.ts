/** What the main side takes as a name of an entry. */
export const isRigName = (name: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name)
