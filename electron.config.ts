import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'

// Written for the oldest Electron the program runs on: Node 20 and Chromium 130.
const node = 'node20.18'
const chromium = 'chrome130'

export default defineConfig({
  main: {
    build: {
      target: node,
      outDir: 'out/main',
      rollupOptions: {
        input: {
          main: 'src-main/main.ts',
          cli: 'src-main/cli.ts',
          'engine-worker': 'src-main/engine/worker/main.ts',
          'picture-reader': 'src-main/engine/worker/feed/reader-thread.ts',
          'doctor-thread': 'src-main/dataset/doctor/thread.ts',
          'decode-worker': 'src-main/dataset/decode/main.ts',
        },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      target: node,
      outDir: 'out/preload',
      rollupOptions: {
        input: { preload: 'src-main/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    publicDir: '../assets/renderer',
    build: {
      target: chromium,
      outDir: 'out/renderer',
      rollupOptions: { input: { index: 'src-renderer/index.html' } },
    },
    plugins: [svelte()],
  },
})
