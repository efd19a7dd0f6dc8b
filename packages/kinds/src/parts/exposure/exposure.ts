import { addEdge, addNode, definePart, nodeId, type Contribution } from '@fairway/model';
import { endpointsOf } from './endpoints.ts';
import { exposureFields } from './fields.ts';
import { checkUnexposed } from './checks.ts';
import { firewallOrder } from '../../touch/strictness.ts';

/** Who can reach a service, under which hosts and paths, and with which limits. */
export const exposurePart = definePart({
  name: 'exposure',
  docs: {
    summary: 'Who can reach the service, under which hosts and paths.',
    details:
      'The class decides gateway, encryption, firewall, and limits; the service names what is its own. The main endpoint ' +
      'is `endpoint:<system>/<service>`; each other class that a route names has one of its own, ' +
      '`endpoint:<system>/<service>.<class>`, with those routes only. The main endpoint lists all routes: those of ' +
      'another class are closed there.',
  },
  schema: (tools) => ({
    exposure: tools.defaulted(
      tools.fields.object(exposureFields(tools), 'Who can reach the service from outside its dependencies.'),
    ),
  }),
  vary: [
    'exposure.host',
    'exposure.aliases',
    'exposure.timeout',
    'exposure.idleTimeout',
    'exposure.maxBodySize',
    'exposure.waf',
    'exposure.class',
  ],
  stricterOnly: [
    { path: 'exposure.class', order: 'reach' },
    { path: 'exposure.waf', order: firewallOrder },
  ],
  conversions: { v1alpha1: [{ step: 'rename', from: 'exposure.type', to: 'exposure.class' }] },
  lower: (context) => {
    const { definition, id, name, spec, system } = context;
    const { exposure } = spec;
    const contributions: Contribution[] = [];
    const main = definition.get('ExposureClass', exposure.class);
    if (main === undefined) return contributions;
    if (main.spec.reach === 'none') checkUnexposed(context, exposure);
    for (const { className, properties } of endpointsOf(context, exposure)) {
      const endpoint = className === exposure.class ? name : `${name}.${className}`;
      const endpointId = nodeId('endpoint', system, endpoint);
      contributions.push(
        addNode({ id: endpointId, type: 'endpoint', name: endpoint, properties }),
        addEdge('exposes', id, endpointId),
      );
    }
    return contributions;
  },
});
