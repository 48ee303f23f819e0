import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The gallery is built apart from the app, so that nothing of it can get into the app's bundle. */
export default defineConfig({
  root: at('../../renderer/testing'),
  base: './',
  plugins: [react()],
  resolve: { alias: [{ find: /^\.{1,2}\/(?:language\/)?languages\.ts$/, replacement: at('../words/languages.entry.ts') }] },
  build: {
    outDir: at('../../out/gallery'),
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: 'chrome123',
    rolldownOptions: { input: at('../../renderer/testing/gallery.html') },
  },
})
