/** A hash route as the core names it ("#/nodes/attic") as the router wants it ("/nodes/attic"). */
export const routeOf = (route: string): string => {
  const path = route.replace(/^#/, '')
  return path.startsWith('/') ? path : `/${path}`
}
