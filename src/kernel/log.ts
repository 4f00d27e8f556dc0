import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.ts';

export type Log = Logger;

/**
 * Structured logs, one JSON object a line, on stderr. They carry no personal data: a request is its method, route
 * pattern and status; never its address, query, body, headers or the visitor's IP.
 */
export function openLog(level: Config['logLevel'], destination: DestinationStream = pino.destination({ fd: 2, sync: true })): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: {
        err: (error: Error & { code?: string }) => ({ type: error.name, message: error.message, code: error.code, stack: error.stack }),
      },
    },
    destination,
  );
}
