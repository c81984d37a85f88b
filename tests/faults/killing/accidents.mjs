// Loaded into the service ahead of it (NODE_OPTIONS): mistakes of a program, made when a signal asks for them.
const isService = process.argv[1]?.endsWith('main.js');
const on = (signal, accident) => process.on(signal, () => isService && accident()); // the script before it lives through both

on('SIGUSR2', () => void Promise.reject(new Error('a read that nobody waits for')));
on('SIGHUP', () =>
  setImmediate(() => {
    throw new Error('an error that nobody catches');
  }),
);
