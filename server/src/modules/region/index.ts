export { readRegions } from './region.policy.ts';
export { listRegions } from './region.queries.ts';
export { RegionResolver } from './region.resolver.ts';
export { Region, RegionLevel } from './region.type.ts';
export { Territory, TERRITORY_CHANNEL } from './territory.ts';
export { countyOf, townOf } from './steps.rules.ts';
