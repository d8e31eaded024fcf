import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CapturedBurst, KeptCaptures } from '../../shared/contract/data-capture.ts'
import { writeProblem } from '../../shared/file-errors.ts'
import { type Result, success } from '../../shared/result.ts'

/**
 * Writes pictures as files into a new folder under `<home>/captures`: all of them, or none. A burst's pictures share the
 * beginning of their names, which no other burst has. `at`: the time of the session, which names the folder.
 */
export async function keepCaptures(
  home: string,
  bursts: readonly CapturedBurst[],
  at: Date,
): Promise<Result<KeptCaptures>> {
  const folder = join(home, 'captures', at.toISOString().replace(/[:.]/g, '-'))
  const folders = new Map<string, string>()
  try {
    for (const [burst, { className, pictures }] of bursts.entries()) {
      const own = folders.get(className) ?? join(folder, folderName(className, [...folders.values()].length))
      folders.set(className, own)
      await mkdir(own, { recursive: true })
      for (const [place, picture] of pictures.entries())
        await writeFile(
          join(
            own,
            `burst-${letters(at.getTime())}-${letters(burst)}_${String(place + 1).padStart(3, '0')}.png`,
          ),
          picture,
        )
    }
    return success({ folder, classes: [...folders].map(([name, own]) => ({ name, folder: own })) })
  } catch (error) {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined)
    return { ok: false, problem: writeProblem(error, folder) }
  }
}

/** A class's name as every system takes it for a folder; the number tells apart those that become the same. */
function folderName(className: string, place: number): string {
  const kept = className
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: no system's folder names may hold them
    .replace(/[\u0000-\u001f<>:"/\\|?*]/g, '-')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 60)
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(kept)
  return kept === className && !reserved ? kept : `${kept || 'class'}-${place + 1}`
}

/** `a`, `b` ... `z`, `ba`: letters, so that the numbers behind them are no part of the prefix. */
const letters = (value: number): string =>
  value.toString(26).replace(/[0-9a-p]/g, digit => String.fromCharCode(97 + Number.parseInt(digit, 26)))
