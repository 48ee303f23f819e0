import { contextBridge, ipcRenderer } from 'electron'
import { frameChannel } from './frame-channel.ts'

let listener: (text: string) => void = () => {}

// The page gets texts, never the event object, which would lead it back to Electron (security checklist 20).
ipcRenderer.on(frameChannel, (_event, text: unknown) => listener(String(text)))

contextBridge.exposeInMainWorld('smeshdesk', {
  send: (text: unknown) => ipcRenderer.send(frameChannel, String(text)),
  onFrame: (newListener: (text: string) => void) => {
    listener = newListener
  },
})
