import { OFFICES } from '../../platform/auth/role.ts';
import { policy } from '../../platform/auth/policy.ts';

/** Offices bring rosters in for their own area; a run is its uploader's alone. */
export const importRosters = policy('importRuns', { territory: OFFICES });
/** What rosters asked and an office has to decide. */
export const readImportReviews = policy('importReviews', { territory: OFFICES });
export const decideImportReviews = policy('decideImportReview', { territory: OFFICES });
