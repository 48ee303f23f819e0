// Mutual TLS between a node and services on other machines: certificates made here, and a watch over all that the rig uses.
export { withNodeTls, withServiceTls } from './flags.ts'
export { CertificateStore } from './store.io.ts'
export { type CertificateWatch, type UsedPlace, watchCertificates } from './watch.io.ts'
