/** A chart as a file: drawing, picture or numbers. */

/** The largest drawing inside an element (others are marks of its legend) as a stand-alone SVG file, with its computed colours written in. */
export function chartToSvg(container: HTMLElement): Blob {
  return new Blob([svgText(container)], { type: "image/svg+xml" });
}

/** The same as a picture at twice the size on screen, on the page's own ground. */
export async function chartToPng(container: HTMLElement): Promise<Blob> {
  const drawing = drawingOf(container);
  const { width, height } = drawing.getBoundingClientRect();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(container))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * 2);
  canvas.height = Math.round(height * 2);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("the browser gives no canvas to draw on");
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture could not be made"))));
  });
}

const keptStyles = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-size", "font-family"];

function drawingOf(container: HTMLElement): SVGSVGElement {
  const areaOf = (drawing: SVGSVGElement) => {
    const { width, height } = drawing.getBoundingClientRect();
    return width * height;
  };
  const drawing = [...container.querySelectorAll("svg")].toSorted((a, b) => areaOf(b) - areaOf(a))[0];
  if (!drawing) throw new Error("the chart has no drawing");
  return drawing;
}

function svgText(container: HTMLElement): string {
  const drawing = drawingOf(container);
  const { width, height } = drawing.getBoundingClientRect();
  const copy = drawing.cloneNode(true) as SVGSVGElement; // a clone has the type of its original
  const originals = drawing.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((element, index) => {
    const original = originals[index];
    if (!original) return;
    const style = getComputedStyle(original);
    for (const name of keptStyles) element.setAttribute(name, style.getPropertyValue(name));
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  return new XMLSerializer().serializeToString(copy);
}
