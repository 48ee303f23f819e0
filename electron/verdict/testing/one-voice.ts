import fc from 'fast-check'
import { expect } from 'vitest'
import { randomScene as scene } from './random-scene.ts'
import { said } from './small-rig.ts'

const order = ['bad', 'odd', 'warn', 'active', 'idle']

/** Whatever a rig looks like, its screens say one thing. */
export const oneVoice = {
  'a row asks for a person exactly when it is counted and an alert names it': fc.property(scene, (one) => {
    const { identities, alerts, verdict } = said(one)
    const asking = identities.filter(({ attention }) => attention).map(({ id }) => id)
    const named = new Set(alerts.flatMap(({ identities: ids }) => ids))
    expect([...asking].sort()).toEqual([...named].sort())
    expect(verdict.needs).toBe(asking.length)
    expect(new Set(alerts.map(({ id }) => id)).size).toBe(alerts.length)
  }),

  'calm never stands beside a trouble': fc.property(scene, (one) => {
    const { identities, alerts, verdict } = said(one)
    if (!verdict.calm) return
    expect(alerts).toEqual([])
    expect(verdict).toMatchObject({ needs: 0, unknown: 0, why: null, tone: 'good' })
    for (const { tone, standing, attention } of identities) {
      expect(attention).toBe(false)
      expect(['idle', 'active', 'good']).toContain(tone)
      expect(['ahead', 'due', 'proving', 'published']).toContain(standing.is)
    }
    for (const { reach } of one.nodes ?? []) expect(reach).toBe('answers')
    const quiet = ['not-enrolled', 'held-by-migration']
    const idle = new Set(identities.filter(({ state }) => quiet.includes(state)).map(({ service }) => service))
    for (const { name: service, slot, findings: found } of one.services ?? []) {
      // Nobody misses the service of an identity that no node is to load, or that a move is about to bring elsewhere.
      if (!idle.has(service)) expect(['running', 'external', 'starting']).toContain(slot.state)
      expect(found.every(({ verdict: is }) => is === 'pass')).toBe(true)
    }
  }),

  'the worst stands first, and the verdict has its tone; green is only the ATX of this epoch': fc.property(scene, (one) => {
    const { identities, alerts, verdict } = said(one)
    const places = alerts.map(({ tone }) => order.indexOf(tone))
    expect(places).toEqual([...places].sort((left, right) => left - right))
    expect(alerts.every(({ rank }, place) => place === 0 || rank > (alerts[place - 1]?.rank ?? 0))).toBe(true)
    if (alerts.length > 0) expect(verdict.tone).toBe(alerts[0]?.tone)
    for (const { tone, standing, state } of identities)
      if (tone === 'good') expect([state, standing.is]).toEqual(state === 'accepted' ? ['accepted', 'proving'] : ['published', 'published'])
    for (const { tone, attention, standing } of identities)
      if ((tone === 'bad' || tone === 'odd' || tone === 'warn') && !attention)
        expect(['not-registered', 'published-late']).toContain(standing.is)
  }),
}
