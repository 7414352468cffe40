/** Vendors and models as one list: what Praxis knows, with what the person has changed and added on top. */
import type { Price } from './model';
import { originOf, placeOf } from './place';
import { USUAL_QUIRKS, type CatalogEntry, type Vendor, type VendorModel } from './vendor';
import { VENDORS } from './vendors';

/** What a person sets. Later than the catalog in every case. */
export interface CatalogOverrides {
	/** New vendors, or known ones (by id) with what is different about them. */
	readonly vendors?: readonly (Partial<Vendor> & Pick<Vendor, 'id'>)[];
	/** Origins of the person's own servers, which count as this device: "http://192.168.1.20:11434". */
	readonly ownOrigins?: readonly string[];
}

export interface Catalog {
	readonly vendors: readonly Vendor[];
	/** Every listed model, in the order of the vendors. */
	readonly entries: readonly CatalogEntry[];
	/**
	 * The model of a ref ("vendor/id"; the id may hold "/"). A model that is not listed is there too, with what is not
	 * known as null; null is given for a vendor that is not.
	 */
	find(ref: string): CatalogEntry | null;
}

export function createCatalog({ vendors: changes = [], ownOrigins = [] }: CatalogOverrides = {}): Catalog {
	const vendors = mergeVendors(VENDORS, changes);
	const entries = vendors.flatMap((vendor) => vendor.models.map((model) => entryOf(vendor, model, ownOrigins)));
	return {
		vendors,
		entries,
		find: (ref) => {
			const slash = ref.indexOf('/');
			const vendor = vendors.find(({ id }) => id === ref.slice(0, slash));
			const id = ref.slice(slash + 1);
			if (slash < 1 || !vendor || id === '') return null;
			return entries.find(({ spec }) => spec.ref === ref) ?? entryOf(vendor, { id }, ownOrigins);
		},
	};
}

const UNNAMED: Omit<Vendor, 'id' | 'name'> = { baseUrl: '', wire: 'openai-chat', needsKey: true, keyPage: '', models: [] };

function mergeVendors(known: readonly Vendor[], changes: NonNullable<CatalogOverrides['vendors']>): readonly Vendor[] {
	const merged = new Map(known.map((vendor) => [vendor.id, vendor]));
	for (const change of changes) {
		const before = merged.get(change.id) ?? { ...UNNAMED, id: change.id, name: change.id };
		merged.set(change.id, { ...before, ...change, quirks: { ...before.quirks, ...change.quirks }, models: mergeModels(before.models, change.models ?? []) });
	}
	return [...merged.values()];
}

function mergeModels(known: readonly VendorModel[], changes: readonly VendorModel[]): readonly VendorModel[] {
	const merged = new Map(known.map((model) => [model.id, { model, hasOwnPrice: false }]));
	for (const change of changes) {
		const before = merged.get(change.id)?.model;
		merged.set(change.id, { model: { ...before, ...change, quirks: { ...before?.quirks, ...change.quirks } }, hasOwnPrice: change.price !== undefined });
	}
	return [...merged.values()].map(({ model, hasOwnPrice }) => (hasOwnPrice && model.price ? { ...model, price: { ...model.price, isOwn: true } } : model));
}

/** The person's own price is from no page. */
function priceOf(price: NonNullable<VendorModel['price']>, { pricePage }: Vendor): Price {
	const own = { isOwn: false, ...price };
	return own.isOwn || pricePage === undefined ? own : { ...own, source: pricePage };
}

function entryOf(vendor: Vendor, model: VendorModel, ownOrigins: readonly string[]): CatalogEntry {
	const { price } = model;
	return {
		spec: {
			ref: `${vendor.id}/${model.id}`,
			vendor: vendor.id,
			id: model.id,
			name: model.name ?? model.id,
			contextTokens: model.contextTokens ?? null,
			maxOutputTokens: model.maxOutputTokens ?? null,
			takesImages: model.takesImages ?? false,
			callsTools: model.callsTools ?? true,
			canThink: model.canThink ?? false,
			price: price ? priceOf(price, vendor) : null,
			place: placeOf(vendor.baseUrl, ownOrigins),
			origin: originOf(vendor.baseUrl),
		},
		vendorName: vendor.name,
		baseUrl: vendor.baseUrl,
		wire: vendor.wire,
		needsKey: vendor.needsKey,
		quirks: { ...USUAL_QUIRKS, ...vendor.quirks, ...model.quirks },
	};
}
