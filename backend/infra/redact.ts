import { stdSerializers } from 'pino';
import { createRedaction } from '#contract/redact.ts';

/** pg hangs the whole client on an error of its connection: pages of its insides, of which nothing helps anybody. */
function fieldsOfError(error: Error): object {
  const { client: _client, ...fields } = stdSerializers.err(error) as { client?: unknown };
  return fields;
}

export const { redact, redactText } = createRedaction({ fieldsOfError });
