import type { WindowApp } from '../src-main/shared/contract/index.ts'

declare global {
  interface Window {
    readonly app: WindowApp
  }
}

/** The main process; everything that leaves the window goes through here. */
export const api: WindowApp = window.app
