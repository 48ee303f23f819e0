import type { Check } from '../contract/model/basics.ts'
import type { DoctorResult } from '../contract/model/doctor.ts'

/** What is looked at, and the page on which it is mended. */
export type Place = Pick<DoctorResult, 'place' | 'name' | 'page'>

export const nodePlace = (name: string): Place => ({ place: 'node', name, page: `#/nodes/${name}` })
export const servicePlace = (name: string, node: string | null): Place => ({
  place: 'service',
  name,
  page: node === null ? '#/nodes' : `#/nodes/${node}`,
})
export const keysPlace: Place = { place: 'keys', name: '', page: '#/keys' }
export const profilePlace: Place = { place: 'profile', name: '', page: null }
export const computerPlace: Place = { place: 'computer', name: '', page: null }
/** Of the nodes together. */
export const nodesPlace: Place = { place: 'node', name: '', page: '#/nodes' }
export const identitiesPlace = (id: string, name: string): Place => ({ place: 'identity', name, page: `#/identities${id && `/${id}`}` })

/** One look: what it is about, and the checks that it comes to. Reads only. */
export interface Look {
  readonly of: Place
  readonly look: () => Promise<readonly Check[]> | readonly Check[]
}

/** The same thing may be found by two rooms; it is told once, where it was told first. What names no path is about its place alone. */
export function onlyNew(told: Set<string>, { place, name }: Pick<Place, 'place' | 'name'>, checks: readonly Check[]): Check[] {
  return checks.filter(({ id, verdict, values, evidence }) => {
    const about = values.path === undefined ? `${evidence} ${place} ${name}` : `${values.path} ${values.service ?? ''}`
    const key = `${id} ${verdict} ${about} ${values.node ?? ''}`
    const isNew = verdict === 'pass' || !told.has(key)
    told.add(key)
    return isNew
  })
}

/** 0: nothing fails and all is known; 1: something fails; 3: nothing fails, and something is not known. */
export const exitOf = (results: readonly Pick<DoctorResult, 'check'>[]): 0 | 1 | 3 => {
  const has = (verdict: Check['verdict']) => results.some(({ check }) => check.verdict === verdict)
  return has('fail') ? 1 : has('unknown') ? 3 : 0
}
