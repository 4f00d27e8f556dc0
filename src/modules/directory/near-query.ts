import { z } from 'zod';
import { parsePoint } from '../../kernel/geo/geo.ts';

/** Near of what, as each list of the API is asked. */
export const nearQuery = z
  .object({
    near: z
      .string()
      .refine((value) => parsePoint(value) !== null, 'Expected « latitude,longitude » in degrees (WGS 84), e.g. 46.2,6.15.')
      .optional()
      .describe('« latitude,longitude » (WGS 84): the nearest first.'),
    radius_km: z.coerce
      .number('Expected a number of kilometres.')
      .positive('Expected a number of kilometres above 0.')
      .max(200, 'At most 200.')
      .optional()
      .describe('With `near`: no farther than this.'),
  })
  .refine(({ near, radius_km }) => radius_km === undefined || near !== undefined, {
    path: ['radius_km'],
    message: '`radius_km` needs `near`.',
  });
