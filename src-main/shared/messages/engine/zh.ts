import { format } from '../app/zh.ts'
import type { engineProblems as EnglishProblems } from './en.ts'

export const engineProblems = {
  'engine.lost': p =>
    `TensorFlow 进程意外结束（${p.reason}）。已保存的内容是安全的；请重新启动，从上一个检查点继续。`,
  'engine.failed': p => `TensorFlow 报告错误：${p.reason}。如果是内存不足，请减小批大小或选用更小的网络。`,
  'engine.out-of-memory': p => `内存不足（${p.reason}）。请关闭其他程序，或减小批大小，或选用更小的网络。`,
  'engine.unavailable': p => `无法加载 TensorFlow：${p.reason}。请运行“npm run setup”，或重新安装 Lenslet。`,
  'engine.no-device': p => `TensorFlow 在这台电脑上没有设备“${p.found}”。可选的有：${p.known}。`,
  'engine.gpu-other-maker': () =>
    '显卡是 AMD 的，而这里的 TensorFlow 只能使用 NVIDIA 的显卡。训练会在处理器上进行。',
  'engine.gpu-no-driver': p =>
    `电脑里有 NVIDIA 显卡，但没有安装 NVIDIA 的驱动程序${p.driver === '' ? '' : `（系统正在使用“${p.driver}”，它不能用于计算）`}。请从 nvidia.com 或通过系统更新安装驱动程序，重启电脑后再运行“doctor”。`,
  'engine.gpu-driver-fails': p =>
    `电脑里有 NVIDIA 显卡，但它的驱动程序没有响应：${p.reason}。请重启电脑；如果仍然不行，请重新安装 NVIDIA 的驱动程序。`,
  'engine.gpu-driver-old': p =>
    `对于这个 TensorFlow，NVIDIA 的驱动程序太旧：现在是 ${p.found} 版，需要 ${p.needed} 或更新的版本。请更新驱动程序并重启电脑。`,
  'engine.gpu-hidden': p =>
    `环境变量 CUDA_VISIBLE_DEVICES 的值是“${p.value}”，显卡因此被隐藏。请删除这个变量，再重新启动 Lenslet。`,
  'engine.gpu-libraries-missing': p =>
    `显卡可以使用，但 TensorFlow 缺少 CUDA 的库${p.libraries === '' ? '' : `（${p.libraries}）`}。请运行“npm run setup”，或安装支持显卡的 Lenslet 版本。`,
  'engine.gpu-too-old': p =>
    `对于这个 TensorFlow，显卡太旧：它的计算能力是 ${p.found}，需要 ${p.needed}。训练会在处理器上进行。`,
  'engine.gpu-edition': () =>
    '显卡可以使用，但这个 TensorFlow 只支持处理器。请运行“npm run setup”，或安装支持显卡的 Lenslet 版本。',
  'engine.gpu-differs': p =>
    `${p.device} 算出的数值与处理器不同：训练十步，损失最多相差 ${format.percent(p.share, 1)}。请更新显卡驱动程序，或用“--device cpu”在处理器上训练。`,
} satisfies typeof EnglishProblems
