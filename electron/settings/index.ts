export { type HostPort, isLoopback, parseAddress, refusedHost, showAddress } from './address.ts'
