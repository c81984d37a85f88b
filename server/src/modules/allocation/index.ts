export { HandoverResolver } from './handover/handover.resolver.ts';
export { allocationRoutes } from './allocation.http.ts';
export { AllocationResolver } from './allocation.resolver.ts';
export { AllocationReviewResolver } from './review.resolver.ts';
export { AllocationService } from './run/allocation.service.ts';
export { AllocationSettingResolver } from './settings.resolver.ts';
export { checkRunsCommand } from './publish/check-runs.command.ts';
