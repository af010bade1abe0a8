import { CronExpressionParser } from 'cron-parser';
import { describe, expect, it } from 'vitest';
import { findCronFault } from '#renderer/components/schedules/cron-fault.ts';
import { joinCron, splitCron, spreadCron, withField } from '#renderer/components/schedules/cron-fields.ts';
import { applyPreset, cronPresets, presetOf } from '#renderer/components/schedules/cron-presets.ts';

const faultOf = (expression: string) => {
  const fault = findCronFault(splitCron(expression));
  return fault && [fault.field, fault.reason, fault.text];
};
const isTaken = (expression: string) => {
  try {
    CronExpressionParser.parse(expression).next();
    return true;
  } catch {
    return false;
  }
};

describe('the fields of a cron expression', () => {
  it('are what stands between spaces, and give the expression again', () => {
    expect(splitCron('  0  3 * * 1-5 ')).toEqual(['0', '3', '*', '*', '1-5']);
    expect(joinCron(splitCron('0  3 * * 1-5'))).toBe('0 3 * * 1-5');
  });
  it('are empty where the expression has too few, and keep what is too much in sight', () => {
    expect(splitCron('0 3')).toEqual(['0', '3', '', '', '']);
    expect(splitCron('0 0 3 * * 1')).toEqual(['0', '0', '3', '*', '* 1']);
  });
  it('change one at a time', () => {
    expect(withField(splitCron('0 3 * * *'), 'weekday', '0')).toEqual(['0', '3', '*', '*', '0']);
  });
  it('take a whole expression that is pasted into one of them', () => {
    expect(spreadCron(' */5 0 1 1 * ')).toEqual(['*/5', '0', '1', '1', '*']);
    expect(spreadCron('1, 2')).toBeNull();
    expect(spreadCron('30')).toBeNull();
  });
});

describe('a preset', () => {
  it('keeps the minute, the hour and the day that are named already', () => {
    const fields = splitCron('30 2 15 * 4');
    expect(cronPresets.map((preset) => joinCron(applyPreset(fields, preset)))).toEqual([
      '30 * * * *',
      '30 */6 * * *',
      '30 2 * * *',
      '30 2 * * 1-5',
      '30 2 * * 4',
      '30 2 15 * *',
    ]);
  });
  it('takes midnight, Sunday and the first where none is named', () => {
    const fields = splitCron('*/5 * * * *');
    expect(cronPresets.map((preset) => joinCron(applyPreset(fields, preset)))).toEqual([
      '0 * * * *',
      '0 */6 * * *',
      '0 0 * * *',
      '0 0 * * 1-5',
      '0 0 * * 0',
      '0 0 1 * *',
    ]);
  });
  it('is recognised, each as itself, and no other schedule is taken for one', () => {
    for (const preset of cronPresets) expect(presetOf(applyPreset(splitCron('5 4 * * *'), preset))).toBe(preset);
    for (const own of ['*/5 * * * *', '0 3 * 1 *', '0 3,15 * * *', '0 3 1 * 1', '0 */4 * * *'])
      expect(presetOf(splitCron(own))).toBeUndefined();
  });
  it('is a schedule that the server takes', () => {
    for (const preset of cronPresets) expect(isTaken(joinCron(applyPreset(splitCron('61 x y z 9'), preset)))).toBe(true);
  });
});

describe('the fault of an expression', () => {
  it.each([
    ['0 24 * * *', ['hour', 'outside', '24']],
    ['60 3 * * *', ['minute', 'outside', '60']],
    ['0 3 32 * *', ['day', 'outside', '32']],
    ['0 3 * 0 *', ['month', 'outside', '0']],
    ['0 3 * * 8', ['weekday', 'outside', '8']],
    ['0 3 * * 1,9', ['weekday', 'outside', '9']],
    ['0 3 * *', ['weekday', 'empty', '']],
    ['0 3 * * 5-1', ['weekday', 'reversed', '5-1']],
    ['*/0 * * * *', ['minute', 'step', '*/0']],
    ['0 three * * *', ['hour', 'unreadable', 'three']],
    ['0 3 * * FUN', ['weekday', 'unreadable', 'FUN']],
    ['1,,2 * * * *', ['minute', 'unreadable', '1,,2']],
    ['0 3 30 2 *', ['day', 'never', '30']],
    ['0 3 31 4,6 *', ['day', 'never', '31']],
  ])('of %s is found in its field', (expression, expected) => {
    expect(faultOf(expression)).toEqual(expected);
    expect(isTaken(expression) && expression.split(' ').length === 5).toBe(false);
  });
  it.each([
    '0 3 * * *',
    '*/15 0-6/2 1,15 1-12 0-7',
    '0 3 L * *',
    '0 3 ? * 1#2',
    '0 3 * JAN-MAR MON,fri',
    '0 3 29 2 *',
    '0 3 31 4,5 *',
    '5/10 * * * *',
  ])('is not found in %s, which the server takes', (expression) => {
    expect(isTaken(expression)).toBe(true);
    expect(faultOf(expression)).toBeNull();
  });
  it('tells what its field goes from and to', () => {
    expect(findCronFault(splitCron('0 24 * * *'))).toMatchObject({ min: 0, max: 23 });
  });
});
