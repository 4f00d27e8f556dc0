import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { FormState, Mistake, Upload } from './form.ts';

export interface FormBody {
  values: FormState['values'];
  files: Record<string, Upload>;
  mistakes: Mistake[];
}

/** Fields that a form has at most: more is not a form of ours. */
const MOST_FIELDS = 1_000;

/**
 * What a form sent, in either of its two encodings. A file that is too large is a mistake of its field, and the other
 * fields are kept. @param files the fields that take one, with the most bytes of each.
 */
export async function readBody(request: FastifyRequest, files: Readonly<Record<string, number>>): Promise<FormBody> {
  const body: FormBody = { values: {}, files: {}, mistakes: [] };
  const values: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>;
  body.values = values;
  const add = (name: string, value: string) => {
    const before = values[name];
    values[name] = before === undefined ? value : [...[before].flat(), value];
  };
  if (!request.isMultipart()) {
    for (const [name, value] of Object.entries((request.body ?? {}) as Record<string, string | string[]>))
      for (const one of [value].flat()) add(name, String(one));
    return body;
  }
  const most = Math.max(1, ...Object.values(files));
  const parts = request.parts({
    limits: { fileSize: most, files: Object.keys(files).length, fields: MOST_FIELDS, parts: MOST_FIELDS + 10 },
  });
  for await (const part of parts) {
    if (part.type === 'field') add(part.fieldname, String(part.value ?? ''));
    else await readFile(part, files, body);
  }
  return body;
}

async function readFile(part: MultipartFile, files: Readonly<Record<string, number>>, body: FormBody): Promise<void> {
  const most = Object.hasOwn(files, part.fieldname) ? files[part.fieldname] : undefined;
  if (most === undefined) {
    part.file.resume();
    return;
  }
  // Room for the largest, of which the system gives what is written: pieces put together at the end would be there twice.
  const room = Buffer.allocUnsafeSlow(most);
  let size = 0;
  for await (const piece of part.file as AsyncIterable<Buffer>) {
    if (size + piece.length <= most) piece.copy(room, size);
    size += piece.length;
  }
  if (part.file.truncated || size > most) {
    body.mistakes.push({ field: part.fieldname, key: 'form.file-too-large', values: { most: Math.floor(most / 1_048_576) } });
  } else if (size > 0) {
    body.files[part.fieldname] = { filename: part.filename.slice(0, 200), bytes: room.subarray(0, size) };
  }
}
