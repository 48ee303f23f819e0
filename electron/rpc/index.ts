export { createMirror, type Mirror } from './mirror.ts'
export { realPace } from './pace.io.ts'
export { limits, serve } from './serve.ts'
export { webSocketChannel } from './ws-channel.io.ts'
