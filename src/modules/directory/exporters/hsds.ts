import type { Exporter, Kernel } from '../../../kernel/module.ts';
import { zoneNames } from '../../territories/index.ts';
import { organizationEntity } from './hsds-organization.ts';
import { departmentCode } from './hsds-parts.ts';
import { type ExportedOrganisation, exportedOrganisations, Left } from './structures.ts';

/** Open Referral HSDS 3: organizations, each with its locations and services nested. https://docs.openreferral.org/ */
export const hsdsExporter: Exporter = {
  format: 'hsds',
  summary: 'structures, lieux et services au format Open Referral HSDS 3, en JSON',
  mediaType: 'application/json; charset=utf-8',
  extension: 'json',
  async run(kernel, { territory, write }) {
    const left = new Left();
    const counts = { structures: 0, lieux: 0, services: 0 };
    const names = new Map<string, string>();
    const asked = new Set<string>();
    await write('{"organizations":[');
    for await (const organisation of exportedOrganisations(kernel, territory)) {
      await learnNames(kernel, organisation, names, asked);
      const entity = organizationEntity(organisation, { territory, now: kernel.clock.now(), zoneNames: names, left });
      await write(`${counts.structures > 0 ? ',' : ''}\n${JSON.stringify(entity)}`);
      counts.structures += 1;
      counts.lieux += organisation.places.length;
      counts.services += organisation.services.length;
    }
    await write(']}\n');
    return { counts, left: left.all };
  },
};

/** Names of the places that are told by code, each asked for once. */
async function learnNames(
  kernel: Kernel,
  { places, services }: ExportedOrganisation,
  names: Map<string, string>,
  asked: Set<string>,
): Promise<void> {
  const codes = [
    ...services.flatMap(({ facts }) => facts.eligibilityZones),
    ...[...places, ...services].flatMap(({ facts }) => departmentCode(facts) ?? []),
  ].filter((code) => !asked.has(code));
  if (codes.length === 0) return;
  for (const code of codes) asked.add(code);
  for (const [code, name] of await zoneNames(kernel.database, [...new Set(codes)])) names.set(code, name);
}
