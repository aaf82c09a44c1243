// Runs a command with the environment that the function of a stage has in AWS, as `serverless bref:cli` would:
// `node run.js STAGE COMMAND ARGUMENT...`
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { spawnSync } from 'node:child_process';

const [stage, command, ...options] = process.argv.slice(2);
const deployed = await new LambdaClient({ region: 'eu-west-3' }).send(
  new GetFunctionConfigurationCommand({ FunctionName: `php-pdo-${stage}-visits` }),
);
const run = spawnSync(command, options, {
  env: { ...process.env, ...deployed.Environment.Variables },
  stdio: 'inherit',
});
process.exitCode = run.status ?? 1;
