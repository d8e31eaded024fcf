import type { Room } from '../../src-main/shared/contract/app.ts'

const rooms = ['data', 'network', 'train', 'predict', 'runs'] as const satisfies readonly Room[]

/** The room that an address such as `#/train` names; undefined when it names none. */
export const roomOfHash = (hash: string): Room | undefined => rooms.find(room => hash === `#/${room}`)
