const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null

const sameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, at) => sameValue(one, b[at]))

/** Whether two JSON values are equal in content; a key with `undefined` counts as a key that is absent, as on the wire. */
export const sameValue = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true
  if (!isObject(a) || !isObject(b)) return false
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && sameList(a, b)
  const known = Object.keys(a)
  return known.every((key) => sameValue(a[key], b[key])) && Object.keys(b).every((key) => b[key] === undefined || Object.hasOwn(a, key))
}
