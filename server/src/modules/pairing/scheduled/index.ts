export { ScheduledHandoverResolver } from './scheduled.resolver.ts';
export { scheduledRoutes } from './scheduled.routes.ts';
export { ScheduledHandoverService } from './scheduled.service.ts';
export { handoverTodos } from './scheduled.todos.ts';
