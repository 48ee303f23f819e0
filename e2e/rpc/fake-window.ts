import type { Contents, IpcEvent, IpcSource } from '../../electron/shell/desktop/ipc-door.ts'
import type { WindowPort } from '../../renderer/bridge/ipc-channel.ts'

/** Stands in for Electron's pipes between one window and the main process; texts arrive in order, later than they were sent. */
export const fakeWindow = () => {
  const heard: ((event: IpcEvent, text: unknown) => void)[] = []
  const ended: (() => void)[] = []
  let listener: (text: string) => void = () => {}
  let gone = false
  const ours: IpcEvent = { sender: { id: 7 }, senderFrame: { parent: null, url: 'app://ui/index.html' } }
  const send = (event: IpcEvent, text: unknown) =>
    queueMicrotask(() => {
      for (const hear of heard) hear(event, text)
    })
  const source: IpcSource = { on: (_channel, hear) => heard.push(hear) }
  const contents: Contents = {
    id: 7,
    send: (_channel, text) => queueMicrotask(() => listener(text)),
    isDestroyed: () => gone,
    once: (_event, end) => ended.push(end),
  }
  const port: WindowPort = {
    send: (text) => send(ours, text),
    onFrame: (newListener) => {
      listener = newListener
    },
  }
  const destroy = () => {
    if (gone) return
    gone = true
    for (const end of ended) end()
  }
  return { source, contents, port, destroy, ours, sendAs: send }
}
