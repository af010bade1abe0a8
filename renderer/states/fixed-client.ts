import { type ClientLink, createORPCClient } from '@orpc/client';
import { type AnyContractProcedure, type ContractProcedure, type InferSchemaOutput, isContractProcedure } from '@orpc/contract';
import { contract, type JobControlClient } from '#contract/contract.ts';

type Contract = typeof contract;
type Answer<Procedure> =
  Procedure extends ContractProcedure<infer Input, infer Output, infer _Errors, infer _Meta>
    ? (input: InferSchemaOutput<Input>) => InferSchemaOutput<Output>
    : never;

/** What the server of a section answers, by procedure. What throws is refused; what is left out is never answered. */
export type Answers = { [Group in keyof Contract]?: { [Name in keyof Contract[Group]]?: Answer<Contract[Group][Name]> } };

function findProcedure(group: string, name: string): AnyContractProcedure {
  const procedure = (contract as Record<string, Record<string, unknown>>)[group]?.[name];
  if (!isContractProcedure(procedure)) throw new Error(`There is no procedure ${group}.${name} in the contract`);
  return procedure;
}

async function readInput(procedure: AnyContractProcedure, input: unknown): Promise<unknown> {
  const { inputSchema } = procedure['~orpc'];
  if (!inputSchema) return input;
  const read = await inputSchema['~standard'].validate(input);
  if (read.issues) throw new Error(`the contract refuses ${JSON.stringify(input)}: ${read.issues[0]?.message}`);
  return read.value;
}

/** The console's client over answers that stand here; they are asked as a server is, with what the contract makes of an input. */
export function createFixedClient(answers: Answers): JobControlClient {
  const link: ClientLink<Record<never, never>> = {
    async call([group = '', name = ''], input) {
      const procedure = findProcedure(group, name);
      const answer = (answers as Record<string, Record<string, (input: unknown) => unknown> | undefined>)[group]?.[name];
      if (!answer) return new Promise(() => {});
      return answer(await readInput(procedure, input));
    },
  };
  return createORPCClient<JobControlClient>(link);
}
