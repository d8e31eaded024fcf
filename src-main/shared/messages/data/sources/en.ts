/** What can be wrong with archives, tables and data files that hold pictures. */
export const sourceProblems = {
  'data.archived-file-damaged': (p: { details: string }) =>
    `The archive is damaged at this file (${p.details}). Copy or download the archive again.`,
}
