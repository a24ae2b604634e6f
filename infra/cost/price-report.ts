import { modelPriceSources, type PriceSource, priceSources } from './price-sources.ts';

const words = {
  page: 'named by AWS for the Region',
  transcript: 'from a copy of AWS’s price list',
  elsewhere: 'named without the Region, or by others',
  unchecked: 'not checked',
} as const satisfies Record<PriceSource['kind'], string>;

const order = ['page', 'transcript', 'elsewhere', 'unchecked'] as const;

/** Which prices were checked and how, a line for each kind of source, the surest first. */
export function priceReport(): readonly string[] {
  const all = Object.entries({ ...priceSources, ...modelPriceSources });
  return order.map((kind) => {
    const names = all.filter(([, source]) => source.kind === kind).map(([name]) => name);
    return `${words[kind]}: ${names.join(', ')}`;
  });
}
