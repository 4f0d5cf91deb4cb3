// A drawing on the page as a file: SVG with the looks that the style sheets give it, or PNG at twice its size.

const LOOKS = [
  'fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'opacity', 'paint-order',
  'font-family', 'font-size', 'font-weight', 'text-anchor', 'dominant-baseline', 'visibility',
]
const XMLNS = 'http://www.w3.org/2000/svg'

export function svgFile(drawing: SVGSVGElement): Blob {
  const copy = drawing.cloneNode(true) as SVGSVGElement
  const { width, height } = drawing.getBoundingClientRect()
  copy.setAttribute('xmlns', XMLNS)
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  for (const name of ['class', 'aria-label']) copy.removeAttribute(name)
  const copies = copy.querySelectorAll('*')
  drawing.querySelectorAll('*').forEach((original, place) => {
    const style = getComputedStyle(original)
    const same = copies[place]
    for (const look of LOOKS) {
      const value = style.getPropertyValue(look)
      if (value) same?.setAttribute(look, value)
    }
    for (const name of ['class', 'href', 'aria-label', 'aria-current']) same?.removeAttribute(name)
  })
  const ground = document.createElementNS(XMLNS, 'rect')
  ground.setAttribute('width', '100%')
  ground.setAttribute('height', '100%')
  ground.setAttribute('fill', getComputedStyle(document.documentElement).getPropertyValue('--surface').trim())
  copy.prepend(ground)
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' })
}

export async function pngFile(drawing: SVGSVGElement): Promise<Blob> {
  const { width, height } = drawing.getBoundingClientRect()
  const url = URL.createObjectURL(svgFile(drawing))
  try {
    const picture = new Image()
    picture.src = url
    await picture.decode()
    const canvas = document.createElement('canvas')
    canvas.width = 2 * Math.ceil(width)
    canvas.height = 2 * Math.ceil(height)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    return await new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('expected a picture of the drawing'))), 'image/png'))
  } finally {
    URL.revokeObjectURL(url)
  }
}
