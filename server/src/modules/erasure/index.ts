export { ErasureList, erasureListPath, restoredMark, type Listed } from './erasure-list.ts';
export { ErasureResolver } from './erasure.resolver.ts';
export { ErasureService } from './erasure.service.ts';
export { erasedSoFar } from './settle.ts';
