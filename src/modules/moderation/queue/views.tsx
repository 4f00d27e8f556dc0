export { FormView } from './views/form.tsx';
export { ItemView } from './views/item.tsx';
export { QueueView, queueFileColumns } from './views/queue.tsx';
