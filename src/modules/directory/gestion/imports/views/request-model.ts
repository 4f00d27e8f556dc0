import type { Visit } from '../../../../../kernel/http/visit.ts';
import type { ImportOutcome } from '../../../../../kernel/module.ts';
import type { ImportRequest, ReportPageView } from '../models.ts';
import type { Names } from './words.ts';

export interface RequestModel {
  request: ImportRequest;
  /** The run that a preview led to. */
  runId: string | null;
  /** Of a run: the lines of one outcome. */
  report: (ReportPageView & { outcome: ImportOutcome; page: number }) | null;
  hasWorkbook: boolean;
  names: Names;
}

export interface RequestProps {
  visit: Visit;
  model: RequestModel;
}
