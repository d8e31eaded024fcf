import { format } from '../app/zh.ts'
import type { dataRoom as english, dataRoomProblems as englishProblems } from './room-en.ts'

export const dataRoom = {
  parts: { train: '训练', validation: '验证', test: '测试', excluded: '已排除' },
  picture: p => `第 ${format.count(p.number)} 张图片，${p.part}`,
  show: '显示',
  all: p => `全部 ${format.count(p.count)} 张`,
  part: p => `${p.part}：${format.count(p.count)} 张`,
  noneThere: '这里没有图片。',
  chosen: p => `已选 ${format.count(p.count)} 张`,
  seen: p => `网络看到的：${p.shape}`,
  seenPicture: p => `存储的第 ${format.count(p.number + 1)} 张图片，与网络看到的一致`,
  original: '原图',
  originalSize: p => `原图：${p.height} × ${p.width}`,
  originalPicture: '导入时的原文件',
  originalGone: '原图无法显示；存储的图片本身是完整的，不受影响。',
  keys: '单击、Shift 和 Ctrl 用来选择，方向键移动，Ctrl+A 全选。',
} satisfies typeof english

export const dataRoomProblems = {
  'data.camera-denied': _ =>
    '无法使用摄像头：系统设置不允许。请在系统的隐私设置中允许 Lenslet 使用摄像头，再重新打开。',
} satisfies typeof englishProblems
