import { isInside, type Outline } from '../../../kernel/geo/geo.ts';
import type { Point } from '../../../kernel/http/visit.ts';
import { type Address, withoutConfidentialAddress } from '../facts.ts';

/** An address as its columns hold it: nothing of it where it is confidential. */
export function addressColumns(given: Address): Record<string, unknown> {
  const address = withoutConfidentialAddress(given);
  return {
    street: address.street,
    address_complement: address.addressComplement,
    postcode: address.postcode,
    locality: address.locality,
    commune_code: address.communeCode,
    latitude: address.position?.latitude ?? null,
    longitude: address.position?.longitude ?? null,
    is_address_confidential: address.isAddressConfidential,
  };
}

export function pointOf(row: { latitude: unknown; longitude: unknown }): Point | null {
  return typeof row.latitude === 'number' && typeof row.longitude === 'number'
    ? { latitude: row.latitude, longitude: row.longitude }
    : null;
}

export function addressFacts(row: Readonly<Record<string, unknown>>): Address {
  return {
    street: row['street'] as string | null,
    addressComplement: row['address_complement'] as string | null,
    postcode: row['postcode'] as string | null,
    locality: row['locality'] as string | null,
    communeCode: row['commune_code'] as string | null,
    position: pointOf({ latitude: row['latitude'], longitude: row['longitude'] }),
    isAddressConfidential: row['is_address_confidential'] as boolean,
  };
}

export function isOutside({ position }: Pick<Address, 'position'>, outline: Outline | null): boolean {
  return outline !== null && position !== null && !isInside(outline, position);
}
