/** The public face of moderation: what is put into the queue, and where its senders see what became of it. */
export { fillQueue, type SampleItem } from './demonstration.ts';
export { sentPath } from './followed/routes.tsx';
export { raiseItems, submitItem, supersedeItem, supersedeRaised } from './items/commands/sending.ts';
export { type Answers, answersTo } from './items/queries/answers.ts';
