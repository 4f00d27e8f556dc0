/** The parts that we use of what extracts structured data from a page, and of what checks it: neither ships types. */
declare module '@marbec/web-auto-extractor' {
  export interface Extracted {
    /** By type. */
    jsonld: Record<string, Record<string, unknown>[]>;
    errors?: readonly { message: string; format: string }[];
  }
  export default class WebAutoExtractor {
    parse(html: string): Extracted;
  }
}
declare module '@adobe/structured-data-validator' {
  import type { Extracted } from '@marbec/web-auto-extractor';

  export interface Issue {
    severity: 'ERROR' | 'WARNING';
    rootType: string;
    issueMessage: string;
  }
  export default class Validator {
    validate(extracted: Extracted): Promise<Issue[]>;
  }
}
