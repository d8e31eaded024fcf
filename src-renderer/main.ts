import './ui/tokens.css'
import './ui/base.css'
import { mount } from 'svelte'
import App from './App.svelte'
import { app } from './app-state.svelte.ts'
import { imports } from './data/import-state.svelte.ts'
import { crashes } from './shell/crashes.svelte.ts'

// Even a window that cannot start says so: App draws whatever it was given, and the crash above it.
crashes.watch()
try {
  const problem = await app.boot()
  if (problem) app.report(problem)
  else void imports.takeUp()
} catch (error) {
  crashes.record(error)
}
const target = document.getElementById('app')
if (target) mount(App, { target })
