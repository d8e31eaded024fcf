/** What is wrong at one place of a file with a network. */
export type NetworkFault =
  /** Not JSON from there on; `found`: what stands there, empty at the end of the file. */
  | { readonly kind: 'syntax'; readonly found: string }
  | { readonly kind: 'missing' }
  /** A field that there is not. */
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'number'
      readonly found: string
      readonly least: number
      readonly most: number
      readonly numbers: 'whole' | 'odd' | 'decimal'
      /** A word that may stand in place of the number. */
      readonly or: string | null
    }
  | { readonly kind: 'choice'; readonly found: string; readonly allowed: readonly string[] }
  | { readonly kind: 'type'; readonly found: string; readonly wanted: 'object' | 'list' | 'text' | 'pair' }
  /** Not the name of a layer. */
  | { readonly kind: 'name'; readonly found: string }
  /** A name or id that another layer has. */
  | { readonly kind: 'twice'; readonly found: string }
  /** Too long, or empty. */
  | { readonly kind: 'length'; readonly most: number }
