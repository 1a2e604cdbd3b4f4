import { drawInChild } from '../../pictures/draw-in-child.ts'
import type { PictureOrder } from '../../pictures/picture-order.ts'
import type { Office } from '../office.ts'

/** The picture for a message, or nothing: the words go out whatever happens to it. */
export async function tryPicture(
  office: Office,
  name: string,
  order: PictureOrder,
): Promise<{ name: string; png: Uint8Array } | undefined> {
  try {
    return { name, png: await drawInChild(order) }
  } catch (err) {
    office.log.error({ err, picture: name }, 'a picture could not be drawn: its message goes without')
    return undefined
  }
}
