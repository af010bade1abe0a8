import { ApiTokenCreate, ApiTokenList, Done, NewApiToken, TokenIdInput } from '../schemas/user.ts';
import { admin, notFound } from './base.ts';

const tags = ['API tokens'];
const TOKENS = '/v4/admin/tokens';

export const tokens = {
  list: admin
    .route({
      method: 'GET',
      path: TOKENS,
      tags,
      operationId: 'listTokens',
      summary: 'List API tokens',
      description: 'Those that are not revoked.',
    })
    .output(ApiTokenList),
  create: admin
    .route({
      method: 'POST',
      path: TOKENS,
      successStatus: 201,
      tags,
      operationId: 'createToken',
      summary: 'Make an API token',
      description: 'For a script: it has a role and an end, and is shown only now.',
    })
    .input(ApiTokenCreate)
    .output(NewApiToken)
    .errors({ ALREADY_EXISTS: { status: 409, message: 'There is a token of that name' } }),
  revoke: admin
    .route({
      method: 'DELETE',
      path: `${TOKENS}/{tokenId}`,
      tags,
      operationId: 'revokeToken',
      summary: 'Revoke an API token',
      description: 'It is refused at once, also on open connections.',
    })
    .input(TokenIdInput)
    .output(Done)
    .errors(notFound),
};
