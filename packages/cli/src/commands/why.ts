import { explainUnit } from '@fairway/compiler';
import {
  canonicalPath,
  formatFieldPath,
  leafPaths,
  parseFieldPath,
  resolvePath,
  type FieldPath,
} from '@fairway/kubernetes';
import { suggest, type KubernetesObject } from '@fairway/model';
import type { Command } from '../command.ts';
import { WrongUse } from '../exit-code.ts';
import { unknownEnvironment } from '../organization/unknown-environment.ts';
import { report } from '../reporters/index.ts';
import { answerOutput, answerText } from '../why/answer.ts';
import { findObjects } from '../why/find-object.ts';
import { loadForWhy } from '../why/input.ts';

/** Says which line, profile, class, or rule decided a field of a rendered object. */
export const command: Command = {
  description:
    'Says why a field of a rendered object has its value: which lines decide it, and what would change it.',
  arguments: [
    { name: '<env>', description: 'the environment' },
    { name: '<object>', description: 'its address: workload/NAME, KIND/NAME, CLUSTER/NAMESPACE/KIND/NAME' },
    { name: '<field>', description: 'the field, such as spec.replicas' },
  ],
  examples: [
    "fairway why prod workload/orders-api 'spec.template.spec.containers[name=app].resources.requests.cpu' --org examples/acme",
  ],
  run: async (call) => {
    const [environment = '', address = '', field = ''] = call.arguments;
    const asked = await loadForWhy(call);
    if (!('organization' in asked)) return report(call, asked);
    const { platform, textOf } = asked.organization;
    const input = asked.inputFor(environment);
    if (input.definition.get('Environment', environment) === undefined)
      throw new WrongUse(unknownEnvironment(environment, input.definition));
    const found = findObjects(platform, input, address);
    const [first] = found;
    if (first === undefined) throw new WrongUse(`there is no object ${address}`);
    const path = leafOf(first.object, field);
    const explanation = explainUnit(platform, input, first.unit.id, { field: { object: first.object, path } });
    if (explanation === undefined) throw new WrongUse(`${first.unit.id} does not compile: run fairway check`);
    const output = answerOutput(explanation.answer(first.object, path), first);
    const others = found
      .slice(1)
      .map(({ unit, object }) => `${unit.cluster}/${unit.namespace}/${titleOf(object)}`);
    return report(call, {
      diagnostics: [],
      result: output,
      summary: answerText(output, others),
      textOf,
    });
  },
};

const titleOf = ({ kind, metadata }: KubernetesObject): string => `${kind}/${metadata.name}`;

/** @throws {WrongUse} where the object has no such field, or it holds further fields. */
function leafOf(object: KubernetesObject, text: string): FieldPath {
  const parsed = parseFieldPath(text);
  if (!parsed.ok) throw new WrongUse(`${text} is no field path: ${parsed.reason}`);
  const path = canonicalPath(object, parsed.path);
  const wanted = formatFieldPath(path);
  const leaves = [...leafPaths(object)].map((leaf) => formatFieldPath(leaf.path));
  if (leaves.includes(wanted)) return path;
  const title = titleOf(object);
  if (resolvePath(object, path) === undefined) {
    const nearest = suggest(wanted, leaves);
    throw new WrongUse(
      `${title} has no field ${text}${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
    );
  }
  const below = leaves.filter((leaf) => leaf.startsWith(wanted)).slice(0, 10);
  throw new WrongUse(`${text} of ${title} holds further fields; ask for one of ${below.join(', ')}`);
}
