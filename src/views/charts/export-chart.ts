const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';
const PNG_SCALE = 2;

/** What style sheets decide on the page and a file of its own must say itself. */
const PAINT = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
];

/** An SVG of the page as a document of its own: computed paint as attributes, a ground behind. */
export function standaloneSvg(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const box = svg.getBoundingClientRect();
  const originals = [svg, ...svg.querySelectorAll('*')];
  const copies = [copy, ...copy.querySelectorAll('*')];
  for (const [i, original] of originals.entries()) {
    const style = getComputedStyle(original);
    for (const name of PAINT) copies[i].setAttribute(name, style.getPropertyValue(name));
    for (const name of ['class', 'style', 'tabindex']) copies[i].removeAttribute(name);
  }
  copy.setAttribute('xmlns', SVG_NAMESPACE);
  copy.setAttribute('width', String(box.width));
  copy.setAttribute('height', String(box.height));
  const ground = document.createElementNS(SVG_NAMESPACE, 'rect');
  const { x, y, width, height } = svg.viewBox.baseVal;
  for (const [name, value] of Object.entries({ x, y, width, height })) {
    ground.setAttribute(name, String(value));
  }
  ground.setAttribute('fill', getComputedStyle(document.documentElement).getPropertyValue('--bg'));
  copy.prepend(ground);
  return new XMLSerializer().serializeToString(copy);
}

/** A canvas as an SVG document that holds its pixels. */
export function canvasSvg(canvas: HTMLCanvasElement): string {
  const size = `width="${canvas.width}" height="${canvas.height}"`;
  return `<svg xmlns="${SVG_NAMESPACE}" ${size}><image ${size} href="${canvas.toDataURL()}"/></svg>`;
}

/** Draws an SVG document, at twice its size. @throws Error when the browser can't read it */
export async function svgToCanvas(markup: string): Promise<HTMLCanvasElement> {
  const url = URL.createObjectURL(new Blob([markup], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * PNG_SCALE;
    canvas.height = image.naturalHeight * PNG_SCALE;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** @param name of the file, without its ending */
export function saveSvg(markup: string, name: string): void {
  saveFile(new Blob([markup], { type: 'image/svg+xml' }), `${name}.svg`);
}

export async function savePng(canvas: HTMLCanvasElement, name: string): Promise<void> {
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done));
  if (!blob) throw new Error(`The picture ${name}.png is too large for this browser.`);
  saveFile(blob, `${name}.png`);
}

/** With a byte order mark, without which spreadsheets misread anything but ASCII. */
export function saveCsv(text: string, name: string): void {
  saveFile(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }), `${name}.csv`);
}

/** Hands a file to the browser to download. */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
