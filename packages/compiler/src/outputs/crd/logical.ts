import type { Constraint } from '@fairway/model';

/** What a structural schema may hold inside `allOf`: nothing but values, no types, no descriptions. */
export interface LogicalSchema {
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, LogicalSchema>>;
  readonly enum?: readonly unknown[];
  readonly not?: LogicalSchema;
  readonly anyOf?: readonly LogicalSchema[];
  readonly oneOf?: readonly LogicalSchema[];
}

/** A constraint as a schema, for fields that CEL cannot see; `undefined` where a schema cannot say it. */
export function logicalSchema(constraint: Constraint): LogicalSchema | undefined {
  switch (constraint.rule) {
    case 'requires': {
      const { path, values, other } = constraint;
      const condition = holding(path, values === undefined ? {} : { enum: values });
      return { anyOf: [{ not: condition }, holding(other)] };
    }
    case 'exactlyOne':
      return { oneOf: constraint.fields.map((field) => holding(field)) };
    default:
      return undefined;
  }
}

/** The path is set, to a value that `value` accepts. */
function holding(path: string, value: LogicalSchema = {}): LogicalSchema {
  return path.split('.').reduceRight<LogicalSchema>((below, name, index, names) => {
    const last = index === names.length - 1;
    const unsaid = last && Object.keys(value).length === 0;
    return { required: [name], ...(unsaid ? {} : { properties: { [name]: below } }) };
  }, value);
}
