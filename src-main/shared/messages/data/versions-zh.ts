import { assertNever } from '../../assert-never.ts'
import type { MadeChange } from '../../contract/data-changes.ts'
import { format } from '../app/zh.ts'
import type { versions as english } from './versions-en.ts'

const quoted = (names: readonly string[]) => names.map(name => `“${name}”`).join('、')
const parts = { train: '训练集', validation: '验证集', test: '测试集' }

function changed(change: MadeChange | null): string {
  if (change === null) return '导入'
  switch (change.kind) {
    case 'add':
      return `${change.className === undefined ? '' : `向“${change.className}”`}添加了 ${format.count(change.pictures)} 张图片`
    case 'exclude':
      return `排除了 ${format.count(change.pictures)} 张图片`
    case 'include':
      return `重新使用了 ${format.count(change.pictures)} 张图片`
    case 'relabel':
      return `把 ${format.count(change.pictures)} 张图片归入类别“${change.className}”`
    case 'move':
      return `把 ${format.count(change.pictures)} 张图片移到${parts[change.part]}`
    case 'rename-class':
      return `类别“${change.className}”改名为“${change.to}”`
    case 'merge-classes':
      return `把类别${quoted(change.from)}并入“${change.into}”`
    case 'rebalance':
      return `每个类别最多保留 ${format.count(change.most)} 张训练图片`
    case 'split':
      return `重新划分：验证 ${format.percent(change.validation, 0)}，测试 ${format.percent(change.test, 0)}，随机种子 ${change.seed}${change.together === 'name-prefix' ? '，同一系列放在一起' : ''}`
    case 'take-over':
      return `沿用“${change.from}”中 ${format.count(change.pictures)} 张图片的类别和划分${change.fresh === 0 ? '' : `；另有 ${format.count(change.fresh)} 张原来没有`}${change.gone === 0 ? '' : `；原有的 ${format.count(change.gone)} 张没有找到`}`
    case 'rename':
      return `数据集改名为“${change.name}”`
    default:
      return assertNever(change)
  }
}

export const versions = {
  title: '版本',
  button: p => `第 ${format.count(p.number)} 版`,
  titleOf: p => `“${p.name}”的版本`,
  note: '每次修改都会产生新版本，之前的版本保持不变。训练结果需要的版本会一直保留，其余的在 Lenslet 下次启动时清理。',
  changed,
  pictures: p =>
    `${format.count(p.images)} 张图片${p.excluded === 0 ? '' : `，其中 ${format.count(p.excluded)} 张未使用`}`,
  current: '当前版本',
  runs: p => `训练${quoted(p.runs.map(({ name }) => name))}需要它`,
  look: '查看',
  lookAt: p => `查看第 ${format.count(p.number)} 版`,
  back: '回到这一版',
  backTo: p => `回到第 ${format.count(p.number)} 版`,
  backHow: '它会成为当前版本。之后的版本仍在列表中，直到 Lenslet 下次启动。',
  titleAt: p => `“${p.name}”，第 ${format.count(p.number)} 版`,
  open: p => `查看这次训练所用的图片：${p.name}`,
} satisfies typeof english
