import { join } from 'node:path'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeImage,
  nativeTheme,
  powerSaveBlocker,
  protocol,
  session,
  shell,
  Tray,
} from 'electron'
import { createApp } from '../../app.ts'
import { startDesktop } from './start.ts'

void startDesktop({
  electron: {
    app,
    BrowserWindow,
    dialog,
    ipcMain,
    Menu,
    nativeImage,
    nativeTheme,
    Notification,
    powerSaveBlocker,
    protocol,
    session,
    shell,
    Tray,
  },
  startCore: createApp,
  argv: process.argv.slice(1),
  unhandled: process,
  signals: process,
  // The bundle lies in out/main.
  outputs: join(import.meta.dirname, '..'),
})
