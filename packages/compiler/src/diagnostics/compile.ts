import type { DiagnosticEntry } from '@fairway/model';
import { definition, image, page, toldPage, web } from './example.ts';
import { patched } from './patched.ts';

/** A ReleaseSet for production with images by service. */
function releases(images: Readonly<Record<string, string>>): Record<string, string> {
  const lines = Object.entries(images).map(([name, one]) => `    ${name}: { image: '${one}' }\n`);
  return {
    'services/web.yaml': web(),
    'releases/prod.yaml': definition(
      'ReleaseSet',
      'prod',
      `  environment: prod\n  services:\n${lines.join('')}`,
    ),
  };
}

/** Problems of compiling, of writing the record, and of calling commands: `FWY4001` to `FWY4040`. */
export const compileDiagnostics: readonly DiagnosticEntry[] = [
  toldPage(
    'FWY4001',
    'Two parts that contradict each other',
    {
      explanation:
        'Two parts of the platform give different values to one place. What wins must not depend on their order.',
      fix: 'This is a mistake in a part, not in your file: tell the platform team. Let one of the parts decide.',
    },
    "A plugin's part sets `user` of the workload, which the part `runtime` sets too.",
  ),
  toldPage(
    'FWY4002',
    'An emitter that makes what it does not declare',
    {
      explanation:
        'Emitters declare which kinds of objects they make, so that everybody knows what may appear.',
      fix: 'Add the kind to `emits` of the emitter.',
    },
    "A plugin's emitter makes a PodMonitor and declares a ConfigMap only.",
  ),
  page(
    'FWY4010',
    'A broken invariant',
    {
      explanation:
        'Some properties hold for every object, whatever was asked for or patched: probes, resources, no root. A patch or a plugin broke one.',
      fix: 'Change the patch, or let it name a living PolicyException whose rules name the invariant and whose target covers the service and the environment.',
    },
    patched('    - op: delete\n      path: spec.template.spec.containers[name=app].readinessProbe\n'),
    patched('    - op: set\n      path: spec.progressDeadlineSeconds\n      value: 900\n'),
  ),
  page(
    'FWY4011',
    'A patch that meets nothing',
    {
      explanation: 'The object or the field that the patch names is not there. It never quietly does nothing.',
      fix: 'Correct the address or the path, or remove the patch.',
    },
    patched('    - op: delete\n      path: spec.template.spec.hostPID\n'),
    patched('    - op: set\n      path: spec.progressDeadlineSeconds\n      value: 900\n'),
  ),
  page(
    'FWY4013',
    'A patch that the object cannot take',
    {
      explanation:
        'A patch never changes which object it is (`apiVersion`, `kind`, `metadata.name`, `metadata.namespace`), and values keep their shape: a list stays a list, an object an object, and no two entries of a list share a name.',
      fix: 'Correct the value, or remove the operation.',
    },
    patched('    - op: set\n      path: spec.template.spec.containers\n      value: 5\n'),
    patched('    - op: set\n      path: spec.progressDeadlineSeconds\n      value: 900\n'),
  ),
  toldPage(
    'FWY4012',
    'Patches use up their budget',
    {
      explanation:
        'A tier says how many patches a system may have. From 80 % of it `fairway patches` warns; beyond it the list is an error.',
      fix: 'Turn patches into intent, ask the platform team for a field, or have a Budget record allow more.',
    },
    '`fairway patches` where a system of the tier `shared-standard` has eleven patches.',
  ),
  toldPage(
    'FWY4020',
    'The folder for the record holds other things',
    {
      explanation:
        'Fairway removes only what a `fairway.lock` there claims. In a full folder without one it writes nothing.',
      fix: 'Name an empty or new folder with `--out`.',
    },
    '`fairway compile --out .` in a folder with source code.',
  ),
  toldPage(
    'FWY4021',
    'The record is being written by another process',
    {
      explanation: 'Two writers at once would mix their files.',
      fix: 'Wait for the other one. Nothing was changed.',
    },
    'Two pipelines compile into one folder.',
  ),
  toldPage(
    'FWY4022',
    'The record is a folder, and this is a file',
    {
      explanation: 'What `--out` names is a file.',
      fix: 'Name another folder.',
    },
    '`fairway compile --out README.md`.',
  ),
  toldPage(
    'FWY4023',
    'A file in the way',
    {
      explanation:
        'Something that no lock claims stands where a file of the record belongs. It may be somebody else’s work.',
      fix: 'Move it elsewhere or delete it, then compile again.',
    },
    'Somebody put a file of their own at the path of a manifest.',
  ),
  toldPage(
    'FWY4024',
    'A link in the record',
    {
      explanation:
        'A symbolic link on the way to a unit could lead anywhere, so nothing is written through it.',
      fix: 'Replace the link by a folder, or delete it.',
    },
    'A folder of the record is a link to another place.',
  ),
  toldPage(
    'FWY4025',
    'A damaged lock',
    {
      explanation: 'A `fairway.lock` cannot be understood, so nobody knows which files it claims.',
      fix: 'Restore it from Git, or delete the folder of the unit; it is written again.',
    },
    'A conflict of a merge was left in a `fairway.lock`.',
  ),
  toldPage(
    'FWY4026',
    'No previous record',
    {
      explanation: 'What was named as previous record is neither a folder nor a Git revision.',
      fix: 'Name a folder that holds a record, or a branch, tag, or commit.',
    },
    '`fairway compile --previous v9` where there is no tag `v9`.',
  ),
  toldPage(
    'FWY4027',
    'The record would be read as input',
    {
      explanation:
        'Everything in `services/`, `platform/`, `governance/` and `releases/` is read as what people wrote. A record written there would be full of errors the next time.',
      fix: 'Name a folder beside them, or outside of the organization, with `--out`.',
    },
    '`fairway compile --out services/out`.',
  ),
  toldPage(
    'FWY4028',
    'An older configuration that cannot be kept',
    {
      explanation:
        'The record keeps older ConfigMaps of a service, so that its older pods still start. The `fairway.lock` of the service claims one that `manifests.yaml` no longer holds as it was written. What somebody edited is not taken over.',
      fix: 'Restore both files of that folder from Git, then compile again. If no pod of the older release runs any more, nothing is lost.',
    },
    'Somebody edited the `manifests.yaml` of a service by hand before its configuration was changed.',
  ),
  toldPage(
    'FWY4030',
    'The configuration file cannot be loaded',
    {
      explanation:
        '`fairway.config.ts` is code of the platform team. It has an error, exports no function, or is made for another version of Fairway.',
      fix: 'Mend it; `--no-plugins` leaves plugins out until then.',
    },
    '`fairway.config.ts` imports a file that was renamed.',
  ),
  toldPage(
    'FWY4031',
    'Nothing was written',
    {
      explanation:
        'There are errors, so the record stays as it was: half of a record would be worse than an old one.',
      fix: 'Repair the errors, or write the healthy units with `--keep-going`.',
    },
    '`fairway compile` in an organization with a mistake.',
  ),
  toldPage(
    'FWY4032',
    'Nothing to compare',
    {
      explanation: 'A side of the comparison is neither a record, nor an organization, nor a Git revision.',
      fix: 'Name a folder with one of them, or a revision.',
    },
    '`fairway diff old new` where `old` does not exist.',
  ),
  toldPage(
    'FWY4033',
    'No service of that name',
    {
      explanation: 'The command was given a service that no intent of the organization is called.',
      fix: 'Name it as its `metadata.name` does.',
    },
    '`fairway eject orders-apl` where the service is called `orders-api`.',
  ),
  toldPage(
    'FWY4034',
    'The bundle of the platform cannot be read',
    {
      explanation: 'platform/schemas.json is written by `fairway platform bundle` and by nothing else.',
      fix: 'Write it anew.',
    },
    '`fairway check --no-plugins` after a merge left conflict markers in the file.',
  ),
  toldPage(
    'FWY4035',
    'An image for nobody',
    {
      explanation:
        'With `--image` came an environment or a service that does not exist, so it would do nothing.',
      fix: 'Name the environment and the service as their documents do.',
    },
    '`fairway compile --image prd:orders-api=registry.example.com/orders-api:2` where the environment is `prod`.',
  ),
  toldPage(
    'FWY4036',
    'A record that names a service nobody has',
    {
      severity: 'warning',
      explanation:
        'A Pin, a PolicyException or a ReleaseSet names a service that does not exist, or that belongs to another system. It does nothing there.',
      fix: 'Correct the name, or remove the entry.',
    },
    'A ReleaseSet with an image for `orders-apl` where the service is called `orders-api`.',
  ),
  toldPage(
    'FWY4037',
    'Releases that are none',
    {
      explanation: '`--releases` names a file with other documents than ReleaseSets.',
      fix: 'Name a file with ReleaseSets; everything else belongs into the folders of the organization.',
    },
    '`fairway compile --releases teams.yaml`.',
  ),
  toldPage(
    'FWY4038',
    'Plugins that only describe',
    {
      explanation:
        'With `--no-plugins` the language of plugins comes from `platform/schemas.json`. That is enough to check; what plugins render is code, and must not be missing quietly.',
      fix: 'Leave out `--no-plugins`, or only check.',
    },
    '`fairway compile --no-plugins` in an organization with a bundle.',
  ),
  page(
    'FWY4039',
    'Two images for one service',
    {
      explanation:
        'Two entries of ReleaseSets give a service different images in one environment. Which one runs must not depend on the names of files.',
      fix: 'Keep one of the two entries. `--releases FILE` speaks before all others where one is to decide for once.',
    },
    releases({ web: image, 'shop/web': image.replace('web:1', 'web:2') }),
    releases({ web: image, 'shop/web': image }),
  ),
  toldPage(
    'FWY4040',
    'A call that the command does not know',
    {
      explanation:
        'An option, an argument or a command is misspelled, missing, or does not go with another one. Nothing was done; the exit code is 2.',
      fix: '`fairway COMMAND --help` shows how a command is used, `fairway --help` which there are.',
    },
    '`fairway check --formt json`. With `--format json` it is printed as a diagnostic, else as text.',
  ),
];
