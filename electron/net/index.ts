// The net: what may be asked, how it is asked, and what came of it. Nothing here knows what is asked for.
export { type HostPort, isLoopback, parseAddress } from './address.ts'
export { type Answer, type Reach, reachOf } from './answer.ts'
export { type Listener, openListener } from './grpc.io.ts'
export { failureOf } from './grpc-failure.ts'
export { askJson, guardedLookup } from './http-json.io.ts'
export { type DialPlace, dialPlace, ipFamily, parseListener, reaches } from './listener-address.ts'
export { type Posted, postJson, webAddress } from './post-json.io.ts'
export { refusedHost } from './refused-host.io.ts'
