import { inflateSync } from 'node:zlib';

export interface ReadPdf {
  /** The text of each page as a reader copies it, the pieces of its lines by line ends. */
  pages: readonly string[];
  title: string | undefined;
  language: string | undefined;
  /** Whether it claims PDF/UA-1. */
  isUniversal: boolean;
  /** How many elements of each kind its structure has: « H1 », « Table », « TH »… */
  elements: Readonly<Record<string, number>>;
  fonts: readonly string[];
}

interface PdfObject {
  text: string;
  stream: Buffer;
}

/** Reads what Typst writes: a plain cross-reference table, deflated streams, fonts of two bytes with their characters. */
export function readPdf(file: Buffer): ReadPdf {
  const objects = readObjects(file);
  const object = (id: string | undefined): PdfObject => objects.get(Number(id)) ?? { text: '', stream: Buffer.alloc(0) };
  const all = [...objects.values()];
  const elements: Record<string, number> = {};
  for (const { text } of all) {
    const [, kind] = /\/Type \/StructElem\s+\/S \/(\w+)/.exec(text) ?? [];
    if (kind) elements[kind] = (elements[kind] ?? 0) + 1;
  }
  const root = all.find(({ text }) => /\/Type \/Catalog/.test(text))?.text ?? '';
  const metadata = object(/\/Metadata (\d+) 0 R/.exec(root)?.[1]).stream.toString();
  return {
    pages: all.filter(({ text }) => /\/Type \/Page\s/.test(text)).map((page) => pageText(page, object)),
    title: /<dc:title>.*?<rdf:li[^>]*>(.*?)<\/rdf:li>/s.exec(metadata)?.[1],
    language: /\/Lang \(([^)]*)\)/.exec(root)?.[1],
    isUniversal: metadata.includes('<pdfuaid:part>1</pdfuaid:part>'),
    elements,
    fonts: [...new Set(all.flatMap(({ text }) => /\/FontName \/\w+\+([\w-]+)/.exec(text)?.[1] ?? []))],
  };
}

function readObjects(file: Buffer): Map<number, PdfObject> {
  const text = file.toString('latin1');
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1]);
  const rows = /^xref\s+0 \d+\s+((?:\d{10} \d{5} [nf]\s+)+)/.exec(text.slice(start))?.[1] ?? '';
  const objects = new Map<number, PdfObject>();
  for (const [number, row] of rows.trim().split(/\r?\n/).entries()) {
    if (!/n\s*$/.test(row)) continue;
    const offset = Number(row.slice(0, 10));
    const [head = ''] = /^.*?(?=\bstream\r?\n|\bendobj)/s.exec(text.slice(offset)) ?? [];
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const body = offset + head.length + (/^stream\r?\n/.exec(text.slice(offset + head.length))?.[0].length ?? 0);
    const content = file.subarray(body, body + length);
    objects.set(number, { text: `${head} `, stream: head.includes('/FlateDecode') ? inflateSync(content) : content });
  }
  return objects;
}

function pageText(page: PdfObject, object: (id: string | undefined) => PdfObject): string {
  const fonts = new Map<string, Map<number, string>>();
  const [, list = ''] = /\/Font <<(.*?)>>/s.exec(page.text) ?? [];
  for (const [, name = '', id] of list.matchAll(/\/(\w+) (\d+) 0 R/g))
    fonts.set(name, characters(object(/\/ToUnicode (\d+) 0 R/.exec(object(id).text)?.[1]).stream.toString()));
  const content = object(/\/Contents (\d+) 0 R/.exec(page.text)?.[1]).stream.toString('latin1');
  let font = new Map<number, string>();
  let text = '';
  // Brackets within brackets stand for themselves. Outside of BT … ET, what is in brackets says something of the structure.
  let isText = false;
  for (const [token, name] of content.matchAll(/\/(\w+) [\d.]+ Tf|\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\)|\b[BE]T\b/gs)) {
    if (name !== undefined) font = fonts.get(name) ?? font;
    else if (token === 'BT') isText = true;
    else if (token === 'ET') {
      isText = false;
      text += '\n';
    } else if (isText) {
      const codes = Buffer.from(unescaped(token.slice(1, -1)), 'latin1');
      for (let at = 0; at + 1 < codes.length; at += 2) text += font.get(codes.readUInt16BE(at)) ?? '\ufffd';
    }
  }
  return text;
}

/** What each code of a font stands for: `beginbfchar` of its character map. */
function characters(map: string): Map<number, string> {
  const text = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  const found = new Map<number, string>();
  for (const [, part = ''] of map.matchAll(/beginbfchar(.*?)endbfchar/gs))
    for (const [, code = '', value = ''] of part.matchAll(/<(\w+)>\s*<(\w+)>/g)) found.set(Number.parseInt(code, 16), text(value));
  return found;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function unescaped(literal: string): string {
  return literal.replace(/\\([0-7]{1,3}|.)/gs, (_, sign: string) =>
    /^[0-7]/.test(sign) ? String.fromCharCode(Number.parseInt(sign, 8)) : (escapes[sign] ?? sign),
  );
}
