import type { EChartsCoreOption } from 'echarts/core'
import { FONT_FAMILY, findFontFiles, loadFonts } from './load-fonts.ts'
import { PAPER } from './palette.ts'
import { WIDTH_PT } from './scene.ts'

const PIXELS_PER_POINT = 3
// SVG counts 72 dots an inch, so this many draw a point as three pixels.
const DENSITY = 72 * PIXELS_PER_POINT
const MAX_HEIGHT_PT = 1800

/**
 * Draws an ECharts option as a PNG of 3 × 360 pixels by 3 × `heightPt`. The same option gives the same
 * bytes. Throws a RangeError for a height that no chat shows in a readable size.
 */
export async function paintPicture(option: EChartsCoreOption, heightPt: number): Promise<Buffer> {
  if (!(heightPt > 0 && heightPt <= MAX_HEIGHT_PT)) {
    throw new RangeError(`picture height ${heightPt} pt is outside 1..${MAX_HEIGHT_PT}`)
  }
  const { sharp, toSvg } = await loadEngines()
  const svg = toSvg(option, Math.ceil(heightPt))
  // Flat colours: a palette of 128 keeps the edges of the letters smooth at two thirds of the size.
  return sharp(Buffer.from(svg), { density: DENSITY })
    .flatten({ background: PAPER })
    .png({ palette: true, colours: 128, dither: 0, effort: 1 })
    .toBuffer()
}

type Engines = Awaited<ReturnType<typeof startEngines>>
let engines: Promise<Engines> | undefined

function loadEngines(): Promise<Engines> {
  engines ??= startEngines().catch((error: unknown) => {
    // A full disk, say, may be mended by the time of the next picture.
    engines = undefined
    throw error
  })
  return engines
}

// Any text at all makes fontconfig read its file.
const FIRST_TEXT = Buffer.from(
  `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text font-family="${FONT_FAMILY}">1</text></svg>`,
)

/**
 * Both engines are loaded with the first picture: they cost half a second and some 60 MB that a process
 * which only takes submissions never needs.
 */
async function startEngines() {
  const [
    { default: sharp },
    echarts,
    { BarChart, CustomChart },
    { GraphicComponent, GridComponent },
    renderers,
  ] = await Promise.all([
    import('sharp'),
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ])
  await loadFonts(findFontFiles(), () => sharp(FIRST_TEXT).raw().toBuffer())
  // No picture is drawn twice, so a cache of finished operations would only hold memory.
  sharp.cache(false)
  echarts.use([BarChart, CustomChart, GraphicComponent, GridComponent, renderers.SVGRenderer])

  const toSvg = (option: EChartsCoreOption, heightPt: number): string => {
    const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH_PT, height: heightPt })
    try {
      chart.setOption({ animation: false, ...option })
      return chart.renderToSVGString()
    } finally {
      // A chart that is not disposed of stays in ECharts' table of instances for ever.
      chart.dispose()
    }
  }
  return { sharp, toSvg }
}
