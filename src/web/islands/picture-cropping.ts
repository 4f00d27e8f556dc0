import { CropperCanvas, CropperImage, CropperSelection, CropperShade } from 'cropperjs';

/** In pixels: what is shown of a photograph of fifty megapixels. */
const MOST_DRAWN = 1_200;
const TALLEST = 480;
/** Of the largest frame: as the slider begins. */
const LEAST = 0.2;

const TEMPLATE = `<cropper-canvas><cropper-image></cropper-image><cropper-shade hidden></cropper-shade><cropper-selection hidden movable resizable precise outlined theme-color="white"><cropper-handle action="move" plain></cropper-handle>${['ne', 'nw', 'se', 'sw'].map((corner) => `<cropper-handle action="${corner}-resize" plain></cropper-handle>`).join('')}</cropper-selection></cropper-canvas>`;

/** A part of the picture, in fractions of it. */
export interface Part {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A picture of which a part is being chosen. */
export interface Cropping {
  /** Of what is chosen, width by height; null: the whole picture. Begins with the largest, in the middle. */
  shape(ratio: number | null): void;
  /** @param size from 0 to 1, of the largest that has the shape. @param across from 0 to 1, of what is left beside it; `down` as well. */
  place(size: number, across: number, down: number): void;
}

/**
 * Shows a picture with a frame that one drags, upright as the server will read it.
 *
 * @param changed is told the part, and where it is as `place` says it; null for the whole.
 * @throws where the browser cannot read the file.
 */
export async function openCropping(
  box: HTMLElement,
  file: File,
  words: string,
  changed: (part: Part | null, at: { size: number; across: number; down: number }) => void,
): Promise<Cropping> {
  const drawing = await drawn(file);
  box.innerHTML = TEMPLATE;
  const part = <Kind extends HTMLElement>(kind: new () => Kind) =>
    [...box.querySelectorAll('*')].find((one): one is Kind => one instanceof kind);
  const [canvas, image, selection, shade] = [part(CropperCanvas), part(CropperImage), part(CropperSelection), part(CropperShade)];
  if (!canvas || !image || !selection || !shade) throw new Error('The cropper did not open.');
  const across = Math.min(box.clientWidth, (TALLEST * drawing.width) / drawing.height);
  const down = (across * drawing.height) / drawing.width;
  canvas.style.width = `${across}px`;
  canvas.style.height = `${down}px`;
  image.alt = words;
  image.src = drawing.toDataURL('image/webp');
  let ratio: number | null = null;
  const largest = () => Math.min(across, down * (ratio ?? 1));

  selection.addEventListener('change', (event) => {
    const { x, y, width, height } = (event as CustomEvent<Part>).detail;
    const isTooLarge = width > across + 0.5 || height > down + 0.5;
    const [inX, inY] = [within(x, across - width), within(y, down - height)];
    if (isTooLarge || width < LEAST * largest() - 0.5) return event.preventDefault();
    if (Math.abs(inX - x) > 0.5 || Math.abs(inY - y) > 0.5) {
      event.preventDefault();
      selection.$change(inX, inY, width, height);
      return;
    }
    changed(
      { x: x / across, y: y / down, width: width / across, height: height / down },
      { size: width / largest(), across: share(x, across - width), down: share(y, down - height) },
    );
  });
  const place = (size: number, left: number, top: number) => {
    if (ratio === null) return;
    const width = Math.max(LEAST, size) * largest();
    const height = width / ratio;
    selection.$change(left * (across - width), top * (down - height), width, height, ratio, true);
  };
  return {
    place,
    shape(given) {
      ratio = given;
      selection.hidden = given === null;
      shade.hidden = given === null;
      if (given === null) return changed(null, { size: 1, across: 0.5, down: 0.5 });
      selection.aspectRatio = given;
      place(1, 0.5, 0.5);
    },
  };
}

/** As small as it is shown: browsers turn it upright, as its camera says. */
async function drawn(file: File): Promise<HTMLCanvasElement> {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, MOST_DRAWN / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
}

function within(value: number, most: number): number {
  return Math.min(Math.max(0, value), Math.max(0, most));
}

function share(value: number, whole: number): number {
  return whole < 1 ? 0.5 : value / whole;
}
