// Loaded into measured Node processes: writes what they used when they end.
import { writeFileSync } from 'node:fs';

const file = process.env['BENCH_USAGE'];
if (file !== undefined) {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const user = userCPUTime / 1000;
    writeFileSync(file, JSON.stringify({ cpu: user + systemCPUTime / 1000, user, memory: maxRSS / 1024 }));
  });
}
