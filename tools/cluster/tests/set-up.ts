import { buildProduct } from '../build/build.ts';
import { products } from '../products.ts';
import { forgetSections } from '../report/section.ts';
import { cannotRun } from '../requirements.ts';

/** Builds what is not in the cache, so that no test waits for it, and says which layers cannot run here. */
export async function setup(): Promise<void> {
  forgetSections();
  const problem = await cannotRun('api');
  if (problem !== undefined) throw new Error(problem);
  for (const layer of ['simulated', 'real'] as const) {
    const reason = await cannotRun(layer);
    if (reason !== undefined) console.log(reason);
  }
  for (const product of products) {
    const { seconds } = await buildProduct(product);
    if (seconds !== undefined)
      console.log(`${product.name} (${product.version}): built in ${seconds.toFixed(1)} s`);
  }
}
