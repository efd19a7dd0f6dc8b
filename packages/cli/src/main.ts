import packageJson from '../package.json' with { type: 'json' };

if (process.argv.includes('--version')) {
  process.stdout.write(`${packageJson.version}\n`);
} else {
  process.stdout.write('fairway: one short intent file becomes everything production needs on Kubernetes\n');
}
