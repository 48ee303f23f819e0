import { Server, ServerCredentials, type ServiceDefinition, type UntypedServiceImplementation } from '@grpc/grpc-js'

/** One service of a fake node: the generated definition and what it answers. */
export interface FakeService {
  readonly definition: ServiceDefinition
  readonly answers: UntypedServiceImplementation
}

/** A node's listener on loopback, in this process. */
export async function fakeListener(
  services: readonly FakeService[],
  credentials = ServerCredentials.createInsecure(),
): Promise<{ address: string; stop: () => void }> {
  const server = new Server()
  for (const { definition, answers } of services) server.addService(definition, answers)
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', credentials, (failure, bound) => (failure === null ? resolve(bound) : reject(failure))),
  )
  return { address: `127.0.0.1:${port}`, stop: () => server.forceShutdown() }
}
