/** Why a deep link is refused. */
export const enLinks = {
  malformed: 'It is not an address that Syncdeck understands.',
  'too long': 'It is longer than 2,000 characters.',
  'control characters': 'It holds characters that can’t be seen.',
  'unknown action': 'It asks for something that this version of Syncdeck does not know.',
  'unknown parameter': 'It holds something that this version of Syncdeck does not know, or the same thing twice.',
  environment: 'What it calls an environment can’t be one.',
  page: 'It names a page that this version of Syncdeck does not have.',
  job: 'What it calls a job can’t be one.',
  query: 'Its search is too long.',
  url: 'The address of the environment must begin with https:// or http:// and end before any ? or #.',
  credentials: 'It holds a user name or password: addresses are kept and shown. Sign in after adding the environment instead.',
  name: 'The environment’s name must be 1 to 60 characters.',
  color: 'It names a colour that Syncdeck does not have.',
  tags: 'There may be 10 tags of 30 characters at most.',
  production: 'What it says of production is neither 1 nor 0.',
};
