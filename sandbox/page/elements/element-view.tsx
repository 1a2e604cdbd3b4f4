import type { ComponentType } from 'preact'
import { BlockImage } from '../blocks/block-image.tsx'
import type { ElementProps } from '../blocks/surface.ts'
import { ButtonElement } from './button-element.tsx'
import { ChoiceElement } from './choice-element.tsx'
import { DateElement } from './date-element.tsx'
import { FileElement } from './file-element.tsx'
import { OverflowElement } from './overflow-element.tsx'
import { SelectElement } from './select-element.tsx'
import { TextElement } from './text-element.tsx'

const VIEWS: Record<string, ComponentType<ElementProps>> = {
  button: ButtonElement,
  workflow_button: ButtonElement,
  icon_button: ButtonElement,
  overflow: OverflowElement,
  checkboxes: ChoiceElement,
  radio_buttons: ChoiceElement,
  datepicker: DateElement,
  timepicker: DateElement,
  datetimepicker: DateElement,
  file_input: FileElement,
  image: ({ element }) => <BlockImage source={element} class="accessory-image" />,
}

/** Any element of Block Kit; the families of selects and text inputs go by how their names end. */
export function ElementView(props: ElementProps) {
  const { type } = props.element
  const View =
    VIEWS[type] ?? (type.endsWith('_select') ? SelectElement : type.endsWith('_input') ? TextElement : null)
  return View && <View {...props} />
}
