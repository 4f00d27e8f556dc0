/** What is to be corrected is read out when the page comes, and Tab goes on from there. */
document.querySelector<HTMLElement>('.error-summary')?.focus();
