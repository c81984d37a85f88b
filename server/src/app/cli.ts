import '../platform/metadata.ts';
import { StartError } from '../platform/cluster/index.ts';
import { DomainError } from '../platform/errors.ts';
import { commands } from './commands.ts';
import { readConfig } from './config.ts';
import { dataCommands } from './data-commands.ts';
import { openInstallation } from './installation.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const complain = (line: string) => process.stderr.write(`${line}\n`);

function help(): string {
  const lines = Object.entries({ ...commands, ...dataCommands }).map(
    ([name, { args, help: does }]) => `  ${`${name} ${args}`.padEnd(28)}${does}`,
  );
  return ['用法：npm run qinyou -- 命令', ...lines].join('\n');
}

/** `npm run qinyou -- …`: finds the command by its one or two words and runs it on the installation. */
async function main(words: string[]): Promise<number> {
  const [first = '', second = ''] = words;
  const alone = dataCommands[first];
  if (alone) return alone.run(words.slice(1), { config: readConfig(process.env), say });
  const two = commands[`${first} ${second}`];
  const command = two ?? commands[first];
  if (!command) {
    const asked = first === '' || first === '--help' || first === 'help';
    (asked ? say : complain)(asked ? help() : `没有「${words.join(' ')}」这个命令。\n${help()}`);
    return asked ? 0 : 1;
  }
  const args = words.slice(two ? 2 : 1);
  const config = readConfig(process.env);
  if ('alone' in command) return command.alone(args, { config, say });
  const installation = await openInstallation(config, say);
  try {
    return await command.run(args, { ...installation, config, say });
  } finally {
    await installation.close();
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof StartError) && !(error instanceof DomainError)) throw error;
  complain(error.message);
  process.exitCode = 1;
}
