import { Done, LoginInput, PasswordInput, RedeemInput, RefreshInput, SessionIdInput, SessionList, Tokens, User } from '../schemas/user.ts';
import { anyone, notFound, open } from './base.ts';

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
      description:
        'Before, or after, the access token ran out. A refresh token works once: one that is used again was copied, and ends its session.',
      spec: withoutToken,
    })
    .input(RefreshInput)
    .output(Tokens)
    .errors(invalid),
  redeem: open
    .route({
      method: 'POST',
      path: '/v4/auth/link',
      tags: ['Sign-in'],
      operationId: 'redeemLink',
      summary: 'Sign in with a one-time link',
      description: 'With the code that the first start prints. It works once, within 24 hours.',
      spec: withoutToken,
    })
    .input(RedeemInput)
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
  logout: anyone
    .route({
      method: 'POST',
      path: '/v4/auth/logout',
      tags: ['Sign-in'],
      operationId: 'logout',
      summary: 'Sign out',
      description: 'Ends this session: its tokens are refused from now on.',
    })
    .output(Done),
  logoutEverywhere: anyone
    .route({
      method: 'POST',
      path: '/v4/auth/logout-everywhere',
      tags: ['Sign-in'],
      operationId: 'logoutEverywhere',
      summary: 'Sign out everywhere',
      description: 'Ends all sessions of the user, this one too.',
    })
    .output(Done),
  changePassword: anyone
    .route({
      method: 'POST',
      path: '/v4/auth/password',
      tags: ['Sign-in'],
      operationId: 'changePassword',
      summary: 'Change the password',
      description: 'Ends all other sessions of the user.',
    })
    .input(PasswordInput)
    .output(Done)
    .errors(invalid),
  sessions: anyone
    .route({
      method: 'GET',
      path: '/v4/auth/sessions',
      tags: ['Sign-in'],
      operationId: 'listSessions',
      summary: 'List my sessions',
      description: 'The sign-ins that hold, the newest first.',
    })
    .output(SessionList),
  endSession: anyone
    .route({
      method: 'DELETE',
      path: '/v4/auth/sessions/{sessionId}',
      tags: ['Sign-in'],
      operationId: 'endSession',
      summary: 'End one of my sessions',
      description: 'Its tokens are refused from now on.',
    })
    .input(SessionIdInput)
    .output(Done)
    .errors(notFound),
};
