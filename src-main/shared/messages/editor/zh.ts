import type { editor as English, editorProblems as EnglishProblems } from './en.ts'

export const editor = {
  view: {
    larger: '放大',
    smaller: '缩小',
    fit: '显示全图',
    save: '保存结构图',
    formats: { svg: '存为 SVG，适合印刷', png: '存为 PNG，适合插入报告' },
  },
  mine: {
    importTitle: '从文件打开网络',
    fileKinds: { json: '网络', svg: 'SVG 图形', png: 'PNG 图片' },
  },
} satisfies typeof English

export const editorProblems = {
  'networks.name-taken': p => `您的网络中已经有“${p.name}”。请换一个名称。`,
  'networks.gone': () => '这个网络的文件已被删除。若要保留，请保存屏幕上的这一个。',
} satisfies typeof EnglishProblems
