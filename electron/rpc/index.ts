export { createMirror, type Mirror } from './mirror.ts'
export { realPace } from './pace.io.ts'
export { limits, type Service, serve } from './serve.ts'
export { webSocketChannel } from './ws-channel.io.ts'
