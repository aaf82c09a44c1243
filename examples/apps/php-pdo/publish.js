// Writes the environment of a stage, stages/STAGE.json, from the outputs of its stack: `node publish.js STAGE`.
// What Pulumi holds as a secret goes to the parameter store of AWS, and the file refers to it.
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';

const stage = process.argv[2];
const outputs = (...options) =>
  JSON.parse(execFileSync(process.env.PULUMI ?? 'pulumi', ['stack', 'output', '--json', '--stack', stage, ...options]));

const shown = outputs();
const all = outputs('--show-secrets');
const store = new SSMClient({ region: 'eu-west-3' });
const environment = { DATABASE_CA: process.env.DATABASE_CA ?? '/opt/bref/ssl/cert.pem' };
for (const [name, value] of Object.entries(all)) {
  if (shown[name] === value) {
    environment[name] = value;
  } else {
    const parameter = `/php-pdo/${stage}/${name}`;
    await store.send(
      new PutParameterCommand({ Name: parameter, Value: value, Type: 'SecureString', Overwrite: true }),
    );
    environment[name] = `\${ssm:${parameter}}`;
  }
}
mkdirSync('stages', { recursive: true });
writeFileSync(`stages/${stage}.json`, JSON.stringify(environment, null, 2) + '\n');
console.log(`wrote stages/${stage}.json`);
