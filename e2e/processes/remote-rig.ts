/** Two computers in one: each in spaces of its own, joined by a cable. */
export const remote = {
  here: '10.77.0.1',
  there: '10.77.0.2',
  tls: '10.77.0.1:29094',
  operator: '10.77.0.2:25051',
} as const

/** All that was seen of the service on the other computer. */
export interface RemoteReport {
  /** States in which sources contradict each other. */
  readonly contradictions: string[]
  readonly findings: string[]
  readonly states: string[]
  readonly slots: string[]
  /** How each way to ask the TLS listener went. */
  readonly refused: Record<string, string>
  /** Proofs of which both node and service told. */
  proofs: number
  /** Alerts about certificates. */
  readonly alerts: string[]
}
