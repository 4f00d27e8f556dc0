import { getDocumentProxy } from 'unpdf';

export interface ReadPdf {
  /** The text of each page as a reader copies it, with a line end after each of its lines. */
  pages: readonly string[];
  /** Of each page, in whole points: A4 is « 595 × 842 ». */
  sizes: readonly string[];
  title: string | undefined;
  language: string | undefined;
  /** Whether it claims PDF/UA-1. */
  isUniversal: boolean;
  /** How many elements of each kind its structure has, page by page: « H1 », « Table », « TH »… */
  elements: Readonly<Record<string, number>>;
  /** What its pictures are called for who does not see them. */
  alternatives: readonly string[];
  fonts: readonly string[];
}

/** An element of the structure, or a piece of the page in it, as pdf.js gives both. */
interface StructureNode {
  role?: string;
  alt?: string;
  children?: readonly StructureNode[];
}

/** Reads a PDF with pdf.js, as Firefox does. */
export async function readPdf(file: Uint8Array): Promise<ReadPdf> {
  // It takes the bytes that it is given away.
  const document = await getDocumentProxy(new Uint8Array(file), { verbosity: 0 });
  try {
    const { info, metadata } = await document.getMetadata();
    const pages: string[] = [];
    const sizes: string[] = [];
    const nodes: StructureNode[] = [];
    const fonts = new Set<string>();
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
      sizes.push(`${Math.round(right - left)} × ${Math.round(top - bottom)}`);
      const { items } = await page.getTextContent({ disableNormalization: true });
      pages.push(items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join(''));
      const tree = (await page.getStructTree()) as StructureNode | null;
      if (tree) nodes.push(...below(tree));
      await page.getOperatorList();
      for (const [, font] of page.commonObjs) if (isFont(font)) fonts.add(font.name.replace(/^[A-Z]{6}\+/, ''));
    }
    const elements: Record<string, number> = {};
    for (const { role } of nodes) if (role) elements[role] = (elements[role] ?? 0) + 1;
    const { Title, Language } = info as { Title?: string; Language?: string };
    return {
      pages,
      sizes,
      title: Title,
      language: Language,
      isUniversal: metadata?.get('pdfuaid:part') === '1',
      elements,
      alternatives: nodes.flatMap(({ alt }) => alt ?? []),
      fonts: [...fonts],
    };
  } finally {
    await document.loadingTask.destroy();
  }
}

function below({ children = [] }: StructureNode): StructureNode[] {
  return children.flatMap((child) => [child, ...below(child)]);
}

function isFont(object: unknown): object is { name: string } {
  return typeof object === 'object' && object !== null && 'name' in object && typeof object.name === 'string';
}
