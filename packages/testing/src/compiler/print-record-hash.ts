import { sha256Hex } from '@fairway/kubernetes';
import { baseOrganization, compileFiles } from '../harness.ts';
import { manyServices } from './generated-services.ts';

const files = { ...baseOrganization, ...manyServices() };
const record = ['dev', 'prod'].flatMap((environment) => [...compileFiles(files, environment).record()]);
process.stdout.write(`${sha256Hex(JSON.stringify(record))}\n`);
