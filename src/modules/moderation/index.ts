/** The public face of moderation: what is put into the queue and moved or closed there, and where its senders see what became of it. */
export { fillQueue, type SampleItem } from './demonstration.ts';
export { sentPath } from './followed/routes.tsx';
export { type NewItem, raiseItems, submitItem } from './items/commands/sending.ts';
export { moveItems, supersedeAbout, supersedeItem, supersedeRaised } from './items/commands/superseding.ts';
export { type Answers, answersTo } from './items/queries/answers.ts';
