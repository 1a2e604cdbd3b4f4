import type { Block } from '../control/slack-shapes.ts'
import { usePane } from '../pane/pane-context.ts'
import { readRichText } from '../text/read-rich-text.ts'
import { TextNodes } from '../text/text-nodes.tsx'

type Cell = NonNullable<Block['rows']>[number][number]

/** `table` and `data_table`: the first row heads the columns. */
export function TableBlock({ block }: { block: Block }) {
  const [head, ...rows] = block.rows ?? []
  const style = (column: number) => {
    const setting = block.column_settings?.[column]
    return {
      textAlign: setting?.align ?? 'left',
      whiteSpace: setting?.is_wrapped === false ? 'nowrap' : undefined,
    }
  }
  return (
    <div class="block table-frame">
      <table>
        {block.caption && <caption>{block.caption}</caption>}
        <thead>
          <tr>
            {(head ?? []).map((cell, column) => (
              <th key={column} style={style(column)}>
                <CellText cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} style={style(column)}>
                  <CellText cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function CellText({ cell }: { cell: Cell }) {
  const { refs } = usePane()
  if (cell.type === 'rich_text') return <TextNodes nodes={readRichText(cell.elements ?? [])} refs={refs} />
  return <>{cell.text ?? ''}</>
}
