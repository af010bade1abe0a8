/** The contract's error out of a refused response, in the shape that all errors of calls have. */
export async function readFailure(response: Response): Promise<Error> {
  const body = (await response.json().catch(() => ({}))) as { code?: string; message?: string; data?: unknown };
  const { code = 'UNEXPECTED', message = `The server answered ${response.status}`, data } = body;
  return Object.assign(new Error(message), { code, status: response.status, data });
}
