import { expect, it } from 'vitest';
import { tellingSettings, type LogSettings } from './server-log.rules.ts';

const SILENT: LogSettings = {
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '-1',
  log_parameter_max_length_on_error: '0',
};

it('finds nothing where the log tells nothing of anybody', () => {
  expect(tellingSettings(SILENT)).toEqual([]);
  const slow = { log_min_duration_statement: '250', log_parameter_max_length: '0' };
  expect(tellingSettings({ ...SILENT, ...slow })).toEqual([]);
});

it.each([
  [{ log_min_messages: 'warning' }, 'log_min_messages = log'],
  [{ log_error_verbosity: 'default' }, 'log_error_verbosity = terse'],
  [{ log_min_error_statement: 'error' }, 'log_min_error_statement = panic'],
  [{ log_parameter_max_length_on_error: '-1' }, 'log_parameter_max_length_on_error = 0'],
  [{ log_statement: 'mod' }, 'log_parameter_max_length = 0'],
  [{ log_min_duration_statement: '250' }, 'log_parameter_max_length = 0'],
])('%o: %s', (setting, wanted) => {
  expect(tellingSettings({ ...SILENT, ...setting })).toEqual([wanted]);
});
