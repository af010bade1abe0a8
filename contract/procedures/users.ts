import { Done, SessionList, UserCreate, UserList, UsernameInput, UserRecord, UserUpdate } from '../schemas/user.ts';
import { admin, notFound } from './base.ts';

const tags = ['Users'];
const USERS = '/v4/admin/users';
const lastAdmin = { LAST_ADMIN: { status: 409, message: 'This is the last admin: make another one first' } };

export const users = {
  list: admin
    .route({ method: 'GET', path: USERS, tags, operationId: 'listUsers', summary: 'List users', description: 'By name.' })
    .output(UserList),
  create: admin
    .route({
      method: 'POST',
      path: USERS,
      successStatus: 201,
      tags,
      operationId: 'createUser',
      summary: 'Add a user',
      description: 'Who can sign in from now on.',
    })
    .input(UserCreate)
    .output(UserRecord)
    .errors({ ALREADY_EXISTS: { status: 409, message: 'There is a user of that name' } }),
  update: admin
    .route({
      method: 'PUT',
      path: `${USERS}/{username}`,
      tags,
      operationId: 'updateUser',
      summary: 'Change a user',
      description: 'What is left out stays. A role holds at once, also on open connections; a new password signs the user out everywhere.',
    })
    .input(UserUpdate)
    .output(UserRecord)
    .errors({ ...notFound, ...lastAdmin }),
  delete: admin
    .route({
      method: 'DELETE',
      path: `${USERS}/{username}`,
      tags,
      operationId: 'deleteUser',
      summary: 'Remove a user',
      description: 'Signed out at once. What the user did stays in the audit trail.',
    })
    .input(UsernameInput)
    .output(Done)
    .errors({ ...notFound, ...lastAdmin }),
  sessions: admin
    .route({
      method: 'GET',
      path: `${USERS}/{username}/sessions`,
      tags,
      operationId: 'listUserSessions',
      summary: 'List a user’s sessions',
      description: 'The sign-ins that hold.',
    })
    .input(UsernameInput)
    .output(SessionList)
    .errors(notFound),
  signOut: admin
    .route({
      method: 'DELETE',
      path: `${USERS}/{username}/sessions`,
      tags,
      operationId: 'signOutUser',
      summary: 'Sign a user out everywhere',
      description: 'All sessions end at once.',
    })
    .input(UsernameInput)
    .output(Done)
    .errors(notFound),
};
