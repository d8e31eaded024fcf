import { presetIds, presets } from '../../shared/architecture/presets/index.ts'
import type { ArchitectureSpec } from '../../shared/architecture/spec.ts'
import { summarize } from '../../shared/architecture/summary.ts'
import type { SavedNetwork } from '../../shared/contract/networks.ts'
import { columns } from '../output.ts'
import type { Verb } from '../verb.ts'

/** Parameters and FLOPs are told for so many classes. */
const classes = 10

/**
 * The presets, and a person's own networks. Programs are promised one line a preset, so `--json` tells of the own ones only where it is asked, with
 * `--own`, and then of them alone.
 */
export const networks: Verb = {
  usage: 'networks [--own]',
  options: { own: { type: 'boolean' } },
  positionals: [0, 0],
  async run({ output, messages, services }, values) {
    const onlyOwn = values['own'] !== undefined
    const made = onlyOwn ? [] : presetIds.map(id => entryOf(id, presets[id].spec, presets[id].source))
    const own = output.json && !onlyOwn ? [] : (await services.networks.list()).map(ownEntry)
    if (output.json) {
      for (const entry of [...made, ...own]) output.data(entry, undefined)
      return 0
    }
    const words = messages.cli.networks
    const rows = [
      ...made.map(({ source, ...entry }) => [...cells(entry), source]),
      ...own.map(({ saved, ...entry }) => [
        ...cells(entry),
        words.own({ saved: messages.format.dateTime(saved) }),
      ]),
    ]
    if (rows.length === 0) output.message(words.none)
    else output.data(undefined, columns([words.columns, ...rows], [3]))
    return 0

    function cells({ id, name, input, parameters }: Omit<Entry, 'source'>) {
      return [id, name, input.join('x'), messages.format.count(parameters)]
    }
  },
}

type Entry = ReturnType<typeof entryOf>

function entryOf(id: string, spec: ArchitectureSpec, source: string) {
  const { height, width, channels } = spec.input
  const { parameters } = summarize(spec, classes)
  return { id, name: spec.name, input: [height, width, channels], parameters, source }
}

const ownEntry = ({ id, spec, saved }: SavedNetwork) => ({ ...entryOf(id, spec, 'own'), saved })
