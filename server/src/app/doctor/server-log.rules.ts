/** What PostgreSQL is set to write into its own log. */
export interface LogSettings {
  log_min_messages: string;
  log_error_verbosity: string;
  log_min_error_statement: string;
  log_statement: string;
  log_min_duration_statement: string;
  log_parameter_max_length: string;
  log_parameter_max_length_on_error: string;
}

/** Above what a failed statement says. */
const ABOVE_ERRORS = ['log', 'fatal', 'panic'];

/**
 * The settings under which people's values would stand in the server's log (R32): a message quotes what could not be read, a detail
 * the row that was there already, a statement and its parameters everything.
 * @returns each as it ought to be
 */
export function tellingSettings(is: LogSettings): string[] {
  const logsStatements = is.log_statement !== 'none' || is.log_min_duration_statement !== '-1';
  const faults: [boolean, string][] = [
    [!ABOVE_ERRORS.includes(is.log_min_messages), 'log_min_messages = log'],
    [is.log_error_verbosity !== 'terse', 'log_error_verbosity = terse'],
    [!ABOVE_ERRORS.includes(is.log_min_error_statement), 'log_min_error_statement = panic'],
    [is.log_parameter_max_length_on_error !== '0', 'log_parameter_max_length_on_error = 0'],
    [logsStatements && is.log_parameter_max_length !== '0', 'log_parameter_max_length = 0'],
  ];
  return faults.filter(([telling]) => telling).map(([, wanted]) => wanted);
}
