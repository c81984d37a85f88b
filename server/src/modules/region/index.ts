export { readRegions } from './region.policy.ts';
export { listRegions, regionById } from './region.queries.ts';
export { RegionResolver } from './region.resolver.ts';
export { Region, RegionLevel } from './region.type.ts';
