/** How much of a cluster runs: only its API, simulated pods under real controllers, or real pods. */
export const layers = ['api', 'simulated', 'real'] as const;
export type LayerName = (typeof layers)[number];
