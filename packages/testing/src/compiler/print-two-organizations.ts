import { outcomesOf } from './two-organizations.ts';

// The other way round: what the first leaves behind cannot reach the second.
process.stdout.write(JSON.stringify(outcomesOf(['second', 'first'])));
