import { createHash } from 'node:crypto';
import type { Sharp, SharpOptions } from 'sharp';
import { turns } from '../turns.ts';
import { type FileRefusal, LARGEST_FILE } from './refusal.ts';
import { type FileKind, fileKind } from './signature.ts';

/** A picture made ours: WebP, upright, in sRGB, with nothing of what the camera or the author wrote in it. */
export interface Picture {
  content: Buffer;
  /** In pixels, as it is shown. */
  width: number;
  height: number;
  /** SHA-256 of the content, in hexadecimal: good for an address that never changes content. */
  digest: string;
}

/** A part of the upright picture, in fractions of its width and height, from 0 to 1; what lies outside is left out. */
export interface Crop {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PictureOptions {
  /** Null: all of it. */
  crop?: Crop | null;
  /** In pixels at most; never enlarged. */
  width?: number;
  height?: number;
  /** Of WebP, out of 100. */
  quality?: number;
  /** Takes SVG too, which becomes pixels: for a logo. */
  acceptsDrawings?: boolean;
}

/** A file of a few bytes may unfold into gigabytes: this is more than telephones take by themselves. */
const MOST_PIXELS = 50_000_000;
const WIDEST = 1_600;
const SECONDS = 15;

const PICTURES: readonly FileKind[] = ['jpeg', 'png', 'gif', 'webp', 'avif'];

/** Some 200 MB each at worst; and they leave threads of the process to what else needs one. */
const inTurn = turns(2);

/**
 * Reads a picture that somebody sends: JPEG, PNG, WebP, AVIF, or the first image of a GIF. It is known by its content, and
 * drawn anew: its position, and whatever else the file holds besides, stays behind.
 */
export async function readPicture(file: Buffer, options: PictureOptions = {}): Promise<{ picture: Picture } | { refusal: FileRefusal }> {
  if (file.length > LARGEST_FILE) return { refusal: 'too-heavy' };
  const kind = fileKind(file);
  if (kind === 'heic') return { refusal: 'heic' };
  if (kind === null || !(PICTURES.includes(kind) || (kind === 'svg' && options.acceptsDrawings))) return { refusal: 'not-a-picture' };
  return inTurn(async () => {
    try {
      return await draw(file, options);
    } catch {
      // Each library behind says in its own words what is wrong with a file: none of them is for a person.
      return { refusal: 'damaged' };
    }
  });
}

async function draw(file: Buffer, options: PictureOptions): Promise<{ picture: Picture } | { refusal: FileRefusal }> {
  // Only here: a megabyte of native code that most processes never need.
  const { default: sharp } = await import('sharp');
  const input: SharpOptions = { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 };
  // The head alone is read, so that its size can be told from what is wrong with the rest.
  const { autoOrient: size } = await sharp(file, { ...input, limitInputPixels: false }).metadata();
  if (size.width * size.height > MOST_PIXELS) return { refusal: 'too-many-pixels' };

  let image: Sharp = sharp(file, input).timeout({ seconds: SECONDS }).autoOrient();
  if (options.crop) {
    const part = cropped(options.crop, size);
    if (!part) return { refusal: 'empty-crop' };
    image = image.extract(part);
  }
  const { data, info } = await image
    .resize({ width: options.width ?? WIDEST, height: options.height ?? WIDEST, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: options.quality ?? 78 })
    .toBuffer({ resolveWithObject: true });
  return { picture: { content: data, width: info.width, height: info.height, digest: createHash('sha256').update(data).digest('hex') } };
}

/** In pixels, at least one each way; null where nothing of the picture is in it. */
function cropped({ x, y, width, height }: Crop, size: { width: number; height: number }) {
  const span = (start: number, length: number, whole: number) => {
    const from = Math.max(0, Math.min(Math.round(start * whole), whole - 1));
    return { from, length: Math.max(1, Math.min(Math.round((start + length) * whole), whole) - from) };
  };
  const isIn = (start: number, length: number) => length > 0 && start < 1 && start + length > 0;
  if (!isIn(x, width) || !isIn(y, height)) return null;
  const [across, down] = [span(x, width, size.width), span(y, height, size.height)];
  return { left: across.from, top: down.from, width: across.length, height: down.length };
}
