/** A file of manifests, and whether an API server takes all of it. */
export interface Manifest {
  readonly text: string;
  readonly valid: boolean;
}

/** A definition with limits and a rule. */
export const widgetDefinition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Widget, plural: widgets, singular: widget, listKind: WidgetList }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              required: [low]
              properties:
                low: { type: integer, maximum: 10 }
                high: { type: integer, default: 5 }
                mode: { type: string, enum: [slow, fast] }
              x-kubernetes-validations: [{ rule: self.low <= self.high }]
`;

const configMap = (name: string, more = ''): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: default }\n${more}`;

const widget = (spec: string): string =>
  `apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: one, namespace: default }\nspec: ${spec}\n`;

const deployment = (more = '', port = '8080'): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: default }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers: [{ name: app, image: registry.example.com/web, ports: [{ containerPort: ${port} }] }]
${more}`;

const list = (items: string): string => `apiVersion: v1\nkind: List\nitems:\n${items}`;

const yes = (text: string): Manifest => ({ text, valid: true });
const no = (text: string): Manifest => ({ text, valid: false });

/** By what is special about them. */
export const manifests: Readonly<Record<string, Manifest>> = {
  'a Deployment': yes(deployment()),
  'several documents with empty ones between': yes(
    `---\n# none\n---\n${configMap('a')}---\n---\n${configMap('b')}`,
  ),
  JSON: yes(
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","namespace":"default"},"data":{"a":"b"}}',
  ),
  'a List': yes(list('  - { apiVersion: v1, kind: ConfigMap, metadata: { name: a, namespace: default } }\n')),
  'a list of one kind': yes(
    'apiVersion: v1\nkind: ConfigMapList\nitems: [{ metadata: { name: a, namespace: default } }]\n',
  ),
  'an octal mode as YAML 1.1 reads it': yes(
    deployment('      volumes: [{ name: v, configMap: { name: c, defaultMode: 0644 } }]\n'),
  ),
  'a yes that is true': yes(deployment('      hostNetwork: yes\n', '8080, hostPort: 8080')),
  'a quoted yes': yes(configMap('a', 'data: { a: "yes" }\n')),
  'an alias': yes(configMap('a', 'data: { a: &x text, b: *x }\n')),
  'a custom resource': yes(widget('{ low: 3, high: 4, mode: fast }')),
  'a custom resource by its defaults': yes(widget('{ low: 5 }')),
  'an unknown field': no(deployment('  replica: 3\n')),
  'an unknown field of a custom resource': no(widget('{ low: 1, lower: 2 }')),
  'text where a number belongs': no(deployment('', '"8080"')),
  'a yes where text belongs': no(configMap('a', 'data: { a: yes }\n')),
  'a number where text belongs': no(configMap('a', 'data: { a: 1 }\n')),
  'an octal mode that is too large': no(
    deployment('      volumes: [{ name: v, configMap: { name: c, defaultMode: 644 } }]\n'),
  ),
  'a missing field': no(deployment().replace('  selector: { matchLabels: { app: web } }\n', '')),
  'labels that do not fit': no(deployment().replace('{ labels: { app: web } }', '{ labels: { app: other } }')),
  'a broken rule': no(widget('{ low: 9, high: 4 }')),
  'a rule that a default breaks': no(widget('{ low: 6 }')),
  'a value out of range': no(widget('{ low: 11, high: 20 }')),
  'a value of no choice': no(widget('{ low: 1, mode: faster }')),
  'a bad object in a List': no(
    list('  - { apiVersion: v1, kind: ConfigMap, metadata: { name: a }, dataa: {} }\n'),
  ),
  'a List in a List': no(
    list(
      '  - apiVersion: v1\n    kind: List\n    items: [{ apiVersion: v1, kind: ConfigMap, metadata: { name: a, namespace: default } }]\n',
    ),
  ),
  'a bad object after good ones': no(`${configMap('a')}---\n${deployment('  replica: 3\n')}`),
  'a version that is gone': no(
    'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: { name: a }\n',
  ),
  'an unknown kind': no('apiVersion: example.com/v1\nkind: Gadget\nmetadata: { name: a }\n'),
  'a name that is none': no(configMap('Not_A_Name')),
  'something else': no('image:\n  tag: a\n'),
  'a list': no('- 1\n'),
  'broken YAML': no('apiVersion: v1\nkind: [\n'),
};

/** What kubectl takes by dropping part of it without a word, and `fairway validate` refuses. */
export const dropped: Readonly<Record<string, string>> = {
  'a duplicate key': configMap('a', 'data: { a: b }\ndata: { c: d }\n'),
};
