import SignaturePad, { type PointGroup } from 'signature_pad';

/** The box in which strokes are written down, whatever the size of the one on the screen. */
const WIDTH = 600;
const HEIGHT = 240;

const PEN = { dotSize: 0, minWidth: 1, maxWidth: 2.5, velocityFilterWeight: 0.7 };

/** Lets one draw in a canvas, its strokes written into a field as the `d` of an SVG path. @returns what wipes it. */
export function draw(canvas: HTMLCanvasElement, field: HTMLInputElement): () => void {
  const { clientWidth, clientHeight } = canvas;
  const sharpness = Math.max(devicePixelRatio, 1);
  canvas.width = clientWidth * sharpness;
  canvas.height = clientHeight * sharpness;
  canvas.getContext('2d')?.scale(sharpness, sharpness);
  const penColor = getComputedStyle(canvas).color;
  const pad = new SignaturePad(canvas, { ...PEN, penColor, minDistance: 3 });
  const [across, down] = [WIDTH / clientWidth, HEIGHT / clientHeight];
  if (field.value)
    pad.fromData(read(field.value, across, down).map((points) => ({ ...PEN, penColor, compositeOperation: 'source-over', points })));
  pad.addEventListener('endStroke', () => {
    field.value = write(pad.toData(), across, down);
  });
  return () => {
    pad.clear();
    field.value = '';
  };
}

function write(strokes: readonly PointGroup[], across: number, down: number): string {
  const within = (value: number, most: number) => Math.round(Math.min(Math.max(value, 0), most));
  return strokes
    .map(({ points }) => points.map(({ x, y }) => `${within(x * across, WIDTH)} ${within(y * down, HEIGHT)}`))
    .filter(({ length }) => length > 1)
    .map((points) => `M${points.join('L')}`)
    .join('');
}

/** Strokes that were sent and came back with the form. */
function read(path: string, across: number, down: number): PointGroup['points'][] {
  return path
    .split('M')
    .filter(Boolean)
    .map((stroke) =>
      stroke.split('L').map((pair) => {
        const [x = 0, y = 0] = pair.split(' ').map(Number);
        return { x: x / across, y: y / down, pressure: 0.5, time: 0 };
      }),
    );
}
