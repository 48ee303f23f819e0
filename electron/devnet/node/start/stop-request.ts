/** SIGTERM or SIGINT, remembered: a node that is still starting answers it only when it is up (e2e/recordings/README.md, 3). */
export class StopRequest {
  readonly asked: Promise<void>

  constructor() {
    this.asked = new Promise((done) => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => done())
    })
  }
}
