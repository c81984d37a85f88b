import { setSourceMapsSupport } from 'node:module';

// Before anything is loaded: a stack leads to our own sources. The maps of packages would lie in memory as well.
setSourceMapsSupport(true, { nodeModules: false, generatedCode: false });
const { runServer } = await import('./app/run-server.ts');
await runServer();
