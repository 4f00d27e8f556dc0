/** A page gone through with the keyboard alone. */
import type { Locator, Page } from 'playwright-core';

/** What `walk` leaves in the page while the keys are pressed. */
interface Walk {
  walked: { stops: Element[]; problems: string[]; expected: Element[] };
}

/**
 * Presses Tab from the top of the page to its end. The page's own scripts run.
 *
 * @returns what stops somebody who has no mouse: a stop that comes before what stands above it in the page, that is not to be
 * seen or shows no focus, or a control that the key does not lead to
 */
export async function walk(page: Page): Promise<string[]> {
  const presses = await page.evaluate(begin);
  const keys = await page.context().newCDPSession(page);
  const tab = { type: 'rawKeyDown', key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 } as const;
  // All at once: they wait for nothing but the page, which takes them in turn.
  await Promise.all(Array.from({ length: presses }, () => keys.send('Input.dispatchKeyEvent', tab)));
  await keys.detach();
  return page.evaluate(end);
}

/** Runs in the page. @returns how many presses lead through it. */
function begin(): number {
  const say = (element: Element) => element.outerHTML.replace(/\s+/g, ' ').slice(0, 160);
  const isStop = (element: Element) => {
    if (!(element instanceof HTMLElement) || element.tabIndex < 0 || !element.checkVisibility({ visibilityProperty: true })) return false;
    if (element.matches(':disabled, summary:not(details > summary:first-of-type)')) return false;
    if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
    // Of a group of radio buttons, the chosen one, else the first.
    const group = [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')].filter(
      ({ name, form }) => name === element.name && form === element.form,
    );
    return element === (group.find(({ checked }) => checked) ?? group[0]);
  };
  const isSeen = (element: Element) => {
    const box = [...element.getClientRects()].find(({ width, height }) => width > 1 && height > 1);
    if (!box) return false;
    const middle = document.elementFromPoint(box.left + Math.min(box.width, innerWidth) / 2, box.top + Math.min(box.height, 40) / 2);
    return middle !== null && (element.contains(middle) || middle.contains(element));
  };
  const hasRing = (element: Element) =>
    ['', '::after'].some((part) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element, part);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    });
  const walked: Walk['walked'] = {
    stops: [],
    problems: [],
    expected: [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter(isStop),
  };
  (globalThis as unknown as Walk).walked = walked;
  let isOver = false;
  document.addEventListener('focusin', (event) => {
    const { target } = event;
    const before = walked.stops.at(-1);
    if (!(target instanceof Element) || isOver) return;
    // After the last stop, the key leads back to the first.
    if (target === walked.stops[0]) {
      isOver = true;
      return;
    }
    walked.stops.push(target);
    if (before && !(before.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING))
      walked.problems.push(`comes after what follows it: ${say(target)}`);
    if (!isSeen(target)) walked.problems.push(`has the focus and is not to be seen: ${say(target)}`);
    // Of an element with a tree of its own, the part that has the focus shows it.
    const [focused = target] = event.composedPath();
    if (!(focused instanceof Element && hasRing(focused))) walked.problems.push(`does not show that it has the focus: ${say(target)}`);
  });
  // Wherever the page was left, the keys begin at its top.
  document.body.tabIndex = -1;
  document.body.focus({ preventScroll: true });
  document.body.removeAttribute('tabindex');
  walked.stops = [];
  walked.problems = [];
  const inShadows = [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => [
    ...(shadowRoot?.querySelectorAll('a[href], button') ?? []),
  ]);
  // A date has a stop for each of its parts. Beyond the end the key begins anew, which is not counted.
  return walked.expected.length + inShadows.length + 4 * document.querySelectorAll('input[type=date], input[type=time]').length + 25;
}

/** Runs in the page. */
function end(): string[] {
  const { stops, problems, expected } = (globalThis as unknown as Walk).walked;
  (document.activeElement as HTMLElement | null)?.blur();
  scrollTo(0, 0);
  return [
    ...problems,
    ...expected
      .filter((element) => !stops.includes(element))
      .map((element) => `is not reached: ${element.outerHTML.replace(/\s+/g, ' ').slice(0, 160)}`),
  ];
}

/** Goes on with the Tab key until this has the focus, as somebody does who has no mouse. @throws where the key does not lead there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 200; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key does not lead to ${target}.`);
}
