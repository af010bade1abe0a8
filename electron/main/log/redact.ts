import { createRedaction } from '#contract/redact.ts';

export const { redact, redactText } = createRedaction({
  fieldsOfError: (error) => ({
    type: error.name,
    ...error,
    message: error.message,
    stack: error.stack,
    ...(error.cause ? { cause: error.cause } : {}),
  }),
  // A password that is said: the log holds what the local backend prints, too.
  inText: [[/\b((?:with )?the password )(?!of\b|in\b)\S+/gi, '$1[redacted]']],
});
