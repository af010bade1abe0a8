import electron from './utility-modules.cjs';

export default electron;
export const { net, parentPort } = electron;
