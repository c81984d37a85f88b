export { disclosureRoutes } from './disclosure.http.ts';
export { DisclosureResolver } from './disclosure.resolver.ts';
export { disclosureTodos } from './disclosure.todos.ts';
export { DisclosureService } from './disclosure.service.ts';
export { eraseFromDisclosures } from './erase-from-disclosures.ts';
