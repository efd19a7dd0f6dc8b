import type { FairwayConfig } from '@fairway/model';
import { maintenancePage } from './plugins/maintenance-page/maintenance-page.ts';

/**
 * What acme adds to the platform. All imports from Fairway are types, and everything else comes in as `api`:
 * that is why this organization compiles from any folder, without packages beside it.
 */
const config: FairwayConfig = (api) => ({ plugins: [maintenancePage(api)] });

export default config;
