/**
 * What is left empty in a form that is read, not written, says nothing: without it, the address of a list stays one that
 * people can read and copy. The server takes the long form as well.
 */
addEventListener('formdata', ({ formData, target }) => {
  if (!(target instanceof HTMLFormElement) || target.method !== 'get') return;
  for (const [name, value] of [...formData]) if (value === '') formData.delete(name);
});
