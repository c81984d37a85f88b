export { importRoutes } from './import.http.ts';
export { ImportResolver } from './import.resolver.ts';
export { ImportService, type Upload } from './import.service.ts';
export { ownRun } from './import.queries.ts';
export { importCommand } from './import.command.ts';
export { casesFollowPeople } from './follow-people.ts';
export { eraseFromImports } from './store/erase-from-imports.ts';
