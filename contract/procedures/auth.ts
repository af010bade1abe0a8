import { LoginInput, RefreshInput, Tokens, User } from '../schemas/user.ts';
import { anyone, open } from './base.ts';

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI operation as oRPC hands it over.
const withoutToken = (operation: any) => ({ ...operation, security: [] });

const invalid = { INVALID_CREDENTIALS: { status: 401, message: 'The name or the password is wrong' } };

export const auth = {
  login: open
    .route({
      method: 'POST',
      path: '/v4/auth/login',
      tags: ['Sign-in'],
      operationId: 'login',
      summary: 'Sign in',
      description: 'Answers the same, and as slowly, whether the name exists or not.',
      spec: withoutToken,
    })
    .input(LoginInput)
    .output(Tokens)
    .errors(invalid),
  refresh: open
    .route({
      method: 'POST',
      path: '/v4/auth/refresh',
      tags: ['Sign-in'],
      operationId: 'refresh',
      summary: 'Get new tokens',
      description: 'Buys a new access token before, or after, the old one ran out.',
      spec: withoutToken,
    })
    .input(RefreshInput)
    .output(Tokens)
    .errors(invalid),
  me: anyone
    .route({
      method: 'GET',
      path: '/v4/auth/me',
      tags: ['Sign-in'],
      operationId: 'me',
      summary: 'Who am I',
      description: 'The user of the token.',
    })
    .output(User),
};
