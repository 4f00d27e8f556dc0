import type { SampleAnnouncement } from './sample.ts';
import { sampleBeginnings } from './samples-beginnings.ts';
import { sampleCommunity } from './samples-community.ts';
import { sampleJobs } from './samples-jobs.ts';
import { sampleThings } from './samples-things.ts';
import { sampleVolunteering } from './samples-volunteering.ts';

/** Over all kinds and states; the last one is the newest of a queue. */
export const sampleAnnouncements: readonly SampleAnnouncement[] = [
  ...sampleVolunteering,
  ...sampleJobs,
  ...sampleBeginnings,
  ...sampleThings,
  ...sampleCommunity,
];
