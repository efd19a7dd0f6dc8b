export {
  explainField,
  explanationText,
  namesKind,
  type FieldAnswer,
  type FieldExplanation,
} from './explain-field.ts';
