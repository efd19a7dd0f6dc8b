import type { DiagnosticEntry } from '@fairway/model';
import { toldPage } from './example.ts';

/** Problems of manifests that `fairway validate` reads: `FWY4070` to `FWY4079`. */
export const manifestDiagnostics: readonly DiagnosticEntry[] = [
  toldPage(
    'FWY4070',
    'Not a Kubernetes object',
    {
      explanation:
        'A Kubernetes object is a mapping that says its `apiVersion` and its `kind`, both as text. The items of a List are objects too.',
      fix: 'Write both fields, or move the file out of the folder of manifests.',
    },
    'There is a `values.yaml` of a chart beside the manifests.',
  ),
  toldPage(
    'FWY4071',
    'A kind without a definition',
    {
      explanation:
        'Fairway knows the kinds of Kubernetes and of the products that it writes objects for. Of any other kind it needs the definition; without one nothing can be said of its objects, and they never pass quietly.',
      fix: 'Bring the CustomResourceDefinition with `--with FILE`, from the release of the product or by `kubectl get crd NAME -o yaml`. Definitions among the manifests themselves count too.',
    },
    '`fairway validate` meets a Backup of a product that Fairway has no definition of.',
  ),
  toldPage(
    'FWY4072',
    'A version that is not served',
    {
      explanation:
        'The kind is known, but not in this version: Kubernetes removed it, will only bring it, or the definition does not serve it. The API server would answer that it has no such kind.',
      fix: 'Write a version that is served. `--kubernetes` names another Kubernetes to hold objects to.',
    },
    'A PodDisruptionBudget in `policy/v1beta1`, which Kubernetes 1.25 removed.',
  ),
  toldPage(
    'FWY4073',
    'A field that the API server does not know',
    {
      explanation:
        'The definition of the kind has no such field. Strict API calls refuse it; others drop it without a word, and the object does not do what its file says.',
      fix: 'Correct the name or the place of the field, or remove it.',
    },
    '`replica: 3` below `spec` of a Deployment.',
  ),
  toldPage(
    'FWY4074',
    'A value that the API server refuses',
    {
      explanation:
        'The value has another type than the field, is missing where one must be, stands outside of its limits, or is not written as the field demands.',
      fix: 'Correct the value as the message says.',
    },
    '`containerPort: "8080"`, a text where a number belongs.',
  ),
  toldPage(
    'FWY4075',
    'A rule of the definition does not hold',
    {
      explanation:
        'Definitions carry rules in CEL that look at several fields together. The message names the rule; the API server refuses objects that break it.',
      fix: 'Change the object so that the rule holds.',
    },
    'An HTTPRoute that matches two paths of one kind in one match.',
  ),
  toldPage(
    'FWY4076',
    'A definition that is broken',
    {
      explanation:
        'A CustomResourceDefinition cannot be used: its schema is not structural, a rule is no CEL, or a field is missing. The API server would refuse it too. Versions with problems are left out.',
      fix: 'Take the definition as the product publishes it, or mend it.',
    },
    '`fairway validate --with crds.yaml` where a rule in `crds.yaml` lacks a bracket.',
  ),
  toldPage(
    'FWY4077',
    'A value that kubectl reads otherwise',
    {
      severity: 'note',
      explanation:
        'kubectl, Argo CD and Flux read YAML 1.1: there an unquoted `yes` is true and `0644` is octal. Fairway and other readers of YAML 1.2 read a text and the number 644. The object is judged as kubectl sends it.',
      fix: 'Write the value that is meant so that everybody reads the same, or quote it where it is text.',
    },
    '`defaultMode: 0644` in a volume, which kubectl sends as 420.',
  ),
  toldPage(
    'FWY4078',
    'No manifests there',
    {
      explanation: 'Nothing that was named holds a Kubernetes object, so nothing was checked.',
      fix: 'Name a file, or a folder with files that end in `.yaml`, `.yml`, or `.json`.',
    },
    '`fairway validate docs`.',
  ),
  toldPage(
    'FWY4079',
    'More problems than are listed',
    {
      explanation:
        'A file that is wrong throughout has a problem for each of its values. A hundred thousand are listed in the formats for machines; the rest is only counted. Of a file that cannot be read as it stands a hundred are listed, and what follows them is not read.',
      fix: 'Correct what is listed, or check fewer files at once.',
    },
    '`fairway validate` where a ConfigMap holds 400,000 numbers, or a file is not YAML from end to end.',
  ),
];
