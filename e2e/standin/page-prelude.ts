/** Runs before the preload script in every document of a window: the sandboxed preload's `electron` module, over one binding. */
const prelude = `
const send = globalThis.__standinSend; delete globalThis.__standinSend
const listeners = new Map()
Object.defineProperty(globalThis, '__standinReceive', { configurable: true, value: (text) => {
  const { channel, args } = JSON.parse(text)
  for (const listener of listeners.get(channel) ?? []) listener({}, ...args)
} })
const ipcRenderer = {
  send: (channel, ...args) => send(JSON.stringify({ channel, args })),
  on: (channel, listener) => { listeners.set(channel, [...(listeners.get(channel) ?? []), listener]); return ipcRenderer },
}
const contextBridge = { exposeInMainWorld: (name, value) => Object.defineProperty(globalThis, name, { value: Object.freeze(value), enumerable: true }) }
const require = (name) => { if (name === 'electron') return { ipcRenderer, contextBridge }; throw new Error('a sandboxed preload has no ' + name) }
`

/** The script for Chromium: only for top documents, as Electron runs preload scripts (no `nodeIntegrationInSubFrames`). */
export const preloadSource = (preload: string): string => `if (globalThis === globalThis.top) (() => {${prelude}
;((require, exports, module) => {${preload}
})(require, {}, {}) })()`

/** How main calls into the page. */
export const deliver = (channel: string, args: readonly unknown[]): string =>
  `globalThis.__standinReceive?.(${JSON.stringify(JSON.stringify({ channel, args }))})`
