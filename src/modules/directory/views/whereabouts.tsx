import type { Point, Visit } from '../../../kernel/http/visit.ts';
import { LinkButton } from '../../../ui/button.tsx';
import type { ContactAction } from '../../../ui/contact-actions.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { MapPanel } from './map.tsx';
import { listPath } from './paths.ts';
import { directoryWords } from './words.ts';

/** What a page says of where something is. */
export interface Located {
  street: string | null;
  addressComplement: string | null;
  postcode: string | null;
  locality: string | null;
  position: Point | null;
  isAddressConfidential: boolean;
  wheelchair: 'yes' | 'limited' | 'no' | null;
}

/** The lines of an address as an envelope has them; none where it is confidential. */
export function addressLines(
  where: Pick<Located, 'street' | 'addressComplement' | 'postcode' | 'locality' | 'isAddressConfidential'>,
): string[] {
  if (where.isAddressConfidential) return [];
  const town = [where.postcode, where.locality].filter(Boolean).join('\u00a0');
  return [where.street, where.addressComplement, town].filter((line): line is string => Boolean(line));
}

/** OpenStreetMap's page works on every machine; without a position, it looks the address up. */
function directionsHref({ position, street, postcode, locality, isAddressConfidential }: Located): string | null {
  if (isAddressConfidential) return null;
  if (position) return `https://www.openstreetmap.org/directions?to=${position.latitude},${position.longitude}`;
  if (!street) return null;
  return `https://www.openstreetmap.org/search?query=${encodeURIComponent([street, postcode, locality].filter(Boolean).join(' '))}`;
}

export function goAction(where: Located, visit: Visit): ContactAction[] {
  const href = directionsHref(where);
  return href === null ? [] : [{ icon: 'navigation', label: directoryWords(visit)('directory.place.go'), href }];
}

interface WhereaboutsProps {
  where: Located;
  /** Of what is there, for « nearby ». */
  name: string;
  /** Path of the page at hand, on which the map opens. */
  path: string;
  phone: string | null;
  /** Of Acceslibre. */
  accessibilityUrl?: string | null;
  visit: Visit;
}

/** Where it is and how one gets in. Of a confidential address, only that there is one. */
export function Whereabouts({ where, name, path, phone, accessibilityUrl = null, visit }: WhereaboutsProps) {
  const t = directoryWords(visit);
  const lines = addressLines(where);
  const position = where.isAddressConfidential ? null : where.position;
  return (
    <section aria-labelledby="address">
      <h2 id="address">{t('directory.place.address')}</h2>
      <div class="stack">
        {where.isAddressConfidential ? (
          <p class="with-icon">
            <Icon name="info" />
            <span>{t(phone ? 'directory.address.confidential' : 'directory.address.confidential.plain')}</span>
          </p>
        ) : lines.length > 0 ? (
          <address class="with-icon">
            <Icon name="map-pin" />
            <span>
              {lines.map((line) => (
                <span class="line" key={line}>
                  {line}{' '}
                </span>
              ))}
            </span>
          </address>
        ) : (
          <p>{t('directory.place.address.unknown')}</p>
        )}
        {!(where.isAddressConfidential && where.wheelchair === null) && (
          <p class="with-icon">
            <Icon name="accessibility" />
            <span>
              {t(`directory.place.wheelchair.${where.wheelchair ?? 'unknown'}`)}
              {accessibilityUrl && /^https?:/i.test(accessibilityUrl) && (
                <>
                  {'. '}
                  <a href={accessibilityUrl} rel="noreferrer">
                    {t('directory.place.accessibility')}
                  </a>
                </>
              )}
            </span>
          </p>
        )}
        {position && (
          <p class="phone-only no-print">
            <a href={`geo:${position.latitude},${position.longitude}?q=${position.latitude},${position.longitude}`}>
              {t('directory.place.map-app')}
            </a>
          </p>
        )}
        {position && <MapPanel visit={visit} query={{ near: name, point: position }} focus={[path]} />}
        {position && (
          <div class="no-print">
            <LinkButton look="secondary" icon="map-pin" href={visit.href(listPath({ near: name, point: position }))}>
              {t('directory.place.nearby')}
            </LinkButton>
          </div>
        )}
      </div>
    </section>
  );
}
