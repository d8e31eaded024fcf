export const languages = ['en', 'zh-CN'] as const
export type Language = (typeof languages)[number]

/** The language for a system's or command line's tag such as `zh_TW.UTF-8`; English where there is no better one. */
export const languageFor = (tag: string | undefined): Language =>
  tag?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
