import { explainUnit } from '@fairway/compiler';
import type { KubernetesObject } from '@fairway/model';
import type { Command } from '../command.ts';
import { WrongUse } from '../exit-code.ts';
import { unknownEnvironment } from '../organization/unknown-environment.ts';
import { report } from '../reporters/index.ts';
import { answerOutput, answerText } from '../why/answer.ts';
import { findField } from '../why/find-field.ts';
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
    if ('refused' in asked) return report(call, asked.refused);
    const { platform, textOf } = asked.organization;
    const { definition } = asked.organization;
    const named = definition.get('Environment', environment)?.name;
    if (named === undefined) throw new WrongUse(unknownEnvironment(environment, definition));
    const input = asked.inputFor(named);
    const found = findObjects(platform, input, address);
    const [first] = found;
    if (first === undefined) throw new WrongUse(`there is no object ${address}`);
    const path = findField(first, field);
    const explanation = explainUnit(platform, input, first.unit.id, { field: { object: first.object, path } });
    if (explanation === undefined) throw new WrongUse(`${first.unit.id} does not compile: run fairway check`);
    const answer = explanation.answer(first.object, path);
    const output = answerOutput(answer, first);
    const others = found
      .slice(1)
      .map(({ unit, object }) => `${unit.cluster}/${unit.namespace}/${titleOf(object)}`);
    return report(call, {
      diagnostics: [],
      result: output,
      summary: answerText(output, { answer, others, placeOf: explanation.placeOf, textOf }),
      organization: asked.organization,
    });
  },
};

const titleOf = ({ kind, metadata }: KubernetesObject): string => `${kind}/${metadata.name}`;
