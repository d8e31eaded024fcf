import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { Messages } from '../shared/messages/messages.ts'

/** The application's menu in one language. */
export function setMenu({ app: { menu } }: Messages): void {
  const role = (name: NonNullable<MenuItemConstructorOptions['role']>, label: string) => ({
    role: name,
    label,
  })
  const template: MenuItemConstructorOptions[] = [
    { label: menu.file, submenu: [role('quit', menu.quit)] },
    {
      label: menu.edit,
      submenu: [
        role('undo', menu.undo),
        role('redo', menu.redo),
        { type: 'separator' },
        role('cut', menu.cut),
        role('copy', menu.copy),
        role('paste', menu.paste),
        role('selectAll', menu.selectAll),
      ],
    },
    {
      label: menu.view,
      submenu: [
        role('reload', menu.reload),
        role('resetZoom', menu.actualSize),
        role('zoomIn', menu.zoomIn),
        role('zoomOut', menu.zoomOut),
        role('togglefullscreen', menu.fullScreen),
      ],
    },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
