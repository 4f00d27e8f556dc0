export const layout = 'shell';
