import type { ComponentChildren } from 'preact';
import { staff } from '../../../kernel/access/access.ts';
import { actorOf } from '../../../kernel/access/viewer.ts';
import { optionalText } from '../../../kernel/http/fields.ts';
import { emptyForm, type FormReply, type FormState, formRoute, typed } from '../../../kernel/http/form.ts';
import { type AnyRoute, settingsOf } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, type PageRequest, pageRoute } from '../../../kernel/http/route.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Module } from '../../../kernel/module.ts';
import { recordAction } from '../../people/index.ts';
import { setTerritory, territoryById } from '../../territories/index.ts';
import { settingsMessages } from './messages.ts';
import { CHANGED, type OfferedService, SEEN, type Section, sectionNames, sectionPath, stateOf } from './section.ts';
import { appearance } from './sections/appearance.ts';
import { audit } from './sections/audit.ts';
import { districts } from './sections/districts.ts';
import { languages } from './sections/languages.ts';
import { legal } from './sections/legal.ts';
import { services } from './sections/services.ts';
import { welcome } from './sections/welcome.ts';
import { OverviewView } from './views/overview.tsx';
import { SectionView } from './views/section.tsx';

type Asked = PageRequest<Readonly<Record<string, string>>>;

const administrators = staff('administrator');

/** Services of the installation, by the name that residents see. */
function offeredServices(modules: readonly Module[]): OfferedService[] {
  return modules
    .filter(({ isService }) => isService)
    .map(({ name, contributes }) => ({ name, label: (locale) => contributes?.navigation?.[0]?.label(locale) ?? name }));
}

/** The settings of the territory, a form for each section. */
export function settingsPages(modules: readonly Module[]): readonly AnyRoute[] {
  const offered = offeredServices(modules);
  const sections: readonly Section[] = [appearance, welcome, legal, districts, services(offered), audit, languages];
  return [
    pageRoute({
      path: '/gestion/reglages',
      access: administrators,
      async handle({ visit }) {
        const saved = sectionNames.find((name) => name === visit.query['enregistre']) ?? null;
        const parts = sections.map(({ name, path, shown }) => ({ name, path, values: shown(visit.territory) }));
        return settingsPage(visit, <OverviewView visit={visit} parts={parts} offered={offered} saved={saved} />);
      },
    }),
    ...sections.flatMap((section) => sectionRoutes(section, offered)),
  ];
}

function settingsPage({ locale }: Visit, body: ComponentChildren): PageReply {
  const title = translator(settingsMessages, locale)('desk.settings.title');
  return { page: { title, body, noindex: true, frame: 'manage', section: 'settings' } };
}

function sectionRoutes(section: Section, offered: readonly OfferedService[]): AnyRoute[] {
  const path = sectionPath(section.path);
  // Read anew each time: somebody else may have changed it since the request began.
  const current = ({ kernel, visit }: Pick<Asked, 'kernel' | 'visit'>) => territoryById(kernel.database, kernel.clock, visit.territory.id);
  const again = async (request: Asked, form: FormState = emptyForm): Promise<PageReply> => {
    const territory = await current(request);
    if (!territory) return notFound;
    const now = stateOf(section, territory);
    // With another mistake, what was seen stays what it was: else the next sending would write over somebody's change unread.
    const seen = form.mistakes.some(({ key }) => key === CHANGED) ? now : typed(form, SEEN, now);
    const model = { name: section.name, path, values: section.shown(territory), seen, offered };
    return settingsPage(request.visit, <SectionView visit={request.visit} model={model} form={form} />);
  };
  return [
    pageRoute({ path, access: administrators, handle: (request) => again(request) }),
    formRoute({
      path,
      access: administrators,
      fields: section.fields.extend({ [SEEN]: optionalText(40) }),
      ...(section.files && { files: section.files }),
      ...(section.isAlready && { isOutsideUnit: true }),
      again,
      async handle({ kernel, visit, input, files }): Promise<FormReply> {
        const { [SEEN]: seen, ...fields } = input;
        const reading = await section.read({ kernel, visit, input: fields, files });
        if ('mistakes' in reading) return reading;
        const { id: territoryId, slug } = visit.territory;
        const isSaved = await kernel.database.unit(async () => {
          const isChanged = await setTerritory(kernel, slug, reading.changes, (now) => stateOf(section, now) === seen);
          if (isChanged) await recordAction(kernel, { territoryId, actor: actorOf(visit.viewer), what: `settings.${section.name}` });
          return isChanged;
        }, settingsOf(visit));
        const now = isSaved ? null : await current({ kernel, visit });
        return isSaved || (now && section.isAlready?.(reading.changes, now))
          ? { redirect: visit.href(`/gestion/reglages?enregistre=${section.name}`) }
          : { mistakes: [{ field: '', key: CHANGED }] };
      },
    }),
  ];
}
