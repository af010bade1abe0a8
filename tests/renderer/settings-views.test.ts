import { expect, it } from 'vitest';
import { renameView } from '#renderer/pages/settings/saved-views.ts';

const views = [
  { name: 'Failed last night', query: 'status:failed newer:12h' },
  { name: 'Mecca', query: 'params.city:Mecca' },
];

it('a view gets another name and keeps its place and query', () => {
  expect(renameView(views, 'Mecca', '  Makkah ')).toEqual([views[0], { name: 'Makkah', query: 'params.city:Mecca' }]);
});
it('a view may keep its name', () => {
  expect(renameView(views, 'Mecca', 'Mecca')).toEqual(views);
});
it('a name is taken once, and never empty', () => {
  expect(renameView(views, 'Mecca', 'Failed last night')).toBe('taken');
  expect(renameView(views, 'Mecca', '  ')).toBe('empty');
});
