/** The public kit for tests of platform teams: parts by themselves, and parts in a compiled organization. */
export {
  testContext,
  testImage,
  type ContextOptions,
  type ReportedProblem,
  type TestContext,
} from './part-context.ts';
export { lowerPart, type LoweredPart } from './lower-part.ts';
export {
  testPart,
  type CompileForTest,
  type CompileRequest,
  type PartTest,
  type PartTestResult,
} from './test-part.ts';
export { orderDifferences, shuffledParts } from './shuffle.ts';
